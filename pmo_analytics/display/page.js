// Draws the live chart over the still one; the page is complete without it.
(() => {
  "use strict";
  addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("details")) fold.open = true;
  });
  const shared = document.getElementById("chart-data");
  if (!shared || !window.vegaEmbed) return;
  const datasets = JSON.parse(shared.textContent);
  const options = {
    ast: true, // no eval: expressions are interpreted
    actions: false,
    renderer: "svg",
    defaultStyle: false,
    tooltip: { disableDefaultStyle: true },
  };

  // labels are measured when they are drawn, so the letters come first
  const letters = Promise.all([...document.fonts].map((face) => face.load())).catch(() => {});

  async function bringToLife(drawing) {
    drawing.dataset.drawn = "yes";
    const spec = JSON.parse(drawing.querySelector("script").textContent);
    const live = document.createElement("div");
    live.className = "live";
    drawing.append(live);
    try {
      await letters;
      await window.vegaEmbed(live, { ...spec, datasets }, options);
      drawing.classList.add("is-live");
    } catch {
      live.remove(); // the still drawing stays
    }
  }

  function drawVisible() {
    for (const drawing of document.querySelectorAll(".drawing:not([data-drawn])")) {
      if (drawing.checkVisibility()) bringToLife(drawing);
    }
  }

  drawVisible();
  matchMedia("(max-width: 700px)").addEventListener("change", drawVisible);
  document.addEventListener("toggle", drawVisible, true);
})();
