"""A fuzz of portfolio folders: links, names, devices, permissions, sizes, settings, left-overs.

Each folder is built by `pmo build` in a child of its own. Whatever lies there, the command must end
in time, with one of its exit codes, and without a word about a fault of the program; and whatever
lies below exports/ is either read or named.
"""

from __future__ import annotations

import calendar
import codecs
import contextlib
import io
import os
import random
import shutil
import signal
import socket
import stat
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from tests.prove.ground import ITEMS, items_text, write_folder

LONGEST_RUN = 120.0  # seconds; what takes longer hangs
NOBODY = 65534
ENCODINGS = "utf-16 utf-16-le utf-16-be cp1250 cp1251 cp1252 cp1253 cp932 latin-1".split()
FORBIDDEN = ("Traceback", "fault of the program")
Mutation = Callable[[Path, random.Random], None]

NAMES: tuple[bytes, ...] = (
    *(b"\xff\xfe.csv", b"caf\xe9.csv", b"a\nb.csv", b"a\x1b[31mb.csv", b"=cmd.csv", b"-rf.csv"),
    *(b"a[1].csv", b"*.csv", b"?.csv", b"{a,b}.csv", b"'; drop table x;--.csv", b'"q".csv'),
    *(
        b"x" * 251 + b".csv",
        "\u202egpj.csv".encode(),
        "＝1.csv".encode(),
        b" .csv",
        b"..csv",
        b"...csv",
    ),
    *(b"a b  2026-01-01.csv", b"2026-13-45.csv", b"items 9999-12-31.csv", b"a\\b.csv", b"%s%n.csv"),
    *(b"con.csv", b"<script>.csv", b"$(id).csv", b"`id`.csv", b"~.csv", b"\xf0\x9f\x9a\x80.csv"),
)
CELLS = (
    *("1e24", "999999999999999999999999", "-1", "NaN", "inf", "0001-01-01", "9999-12-31"),
    *("10000-01-01", "1969-12-31", "2026-02-30", "=1+1", "\x00", "\u202e", "x" * 100_000, ""),
    *("'", '"', '""', "\r", "\n", "\t", "[1,2]", "{'a': 1}", "null", "true", "1,5", "1.000,00"),
    *(
        "2026-01-05T25:61:00Z",
        "0",
        "-0",
        "1e-400",
        "\ud7ff",
        "\U0010ffff",
        "\ufeff",
        "A-1",
        "a@b.cd",
    ),
)
SETTINGS = (
    '[portfolio]\ntime_zone = "localtime"',
    '[portfolio]\ntime_zone = "../../etc/passwd"',
    '[portfolio]\ntime_zone = ""',
    "[portfolio]\ntime_zone = 5",
    "[portfolio]\nstale_export_days = 1000000000000000000000000",
    "[portfolio]\nstale_export_days = -1",
    "[portfolio]\nstale_export_days = nan",
    "[portfolio]\ndiscount_rate = nan",
    "[portfolio]\ndiscount_rate = inf",
    '[portfolio]\nname = "\\u0000"',
    '[portfolio]\nname = "\\u202e<script>"',
    '[portfolio]\ncurrency = "\\u001b[31m"',
    '[portfolio]\npeople = "nobody"',
    '[portfolio]\npeople = "pseudonyms"',
    '[portfolio]\npeople = "none"',
    "[policy.schedule]\nenter_amber=nan\nleave_amber=0.8\nenter_red=0.4\nleave_red=0.45",
    "[policy.schedule]\nenter_amber=0.1\nleave_amber=0.8\nenter_red=0.9\nleave_red=0.45",
    "[policy.cost]\nenter_amber=1e300\nleave_amber=-1e300\nenter_red=0\nleave_red=0",
    '[sources.tracker]\ncolumns = { item_key = "nowhere" }',
    '[sources.tracker]\ndialect = "none"',
    '[sources.tracker]\nitem_url = "javascript:alert(1){key}"',
    '[sources."a.b\\u0000"]\ntime_zone = "UTC"',
    '[[workflow.stages]]\nname = ""\ncategory = "done"\nstatuses = [""]',
    '[[workflow.stages]]\nname = "a"\ncategory = "active"\nstatuses = ["x"]\nwip_limit = 9999999',
    '[workflow]\nfinish_stage = "x"',
    f"[calendar]\nweekend = {[day.lower() for day in calendar.day_name]}".replace("'", '"'),
    "a = " + "[" * 3000,
    "a = " + "9" * 5000,
    "x" * 2_000_000,
    "\x00",
    "\ufeff[portfolio]\nname = 'bom'",
    "[portfolio]\nobjectives = [" + ", ".join(f'"{number}"' for number in range(2000)) + "]",
)


def _place(folder: Path, chance: random.Random) -> Path:
    places = ["exports", "exports/tracker", "exports/other", "registers", "exports/tracker/deep/er"]
    place = folder / chance.choice(places)
    with contextlib.suppress(OSError):
        place.mkdir(parents=True, exist_ok=True)
    return place


def _is_plain(path: Path) -> bool:
    """Tell whether it may be read and written here: a pipe would wait for a partner."""
    return path.is_file() or not os.path.lexists(path)


def _new(folder: Path, chance: random.Random) -> Path:
    return _place(folder, chance) / f"new{chance.randrange(1000)}.csv"


def odd_name(folder: Path, chance: random.Random) -> None:
    place = os.fsencode(_place(folder, chance))
    with open(os.path.join(place, chance.choice(NAMES)), "wb") as file:
        file.write(items_text(chance.randrange(9)).encode())


def link(folder: Path, chance: random.Random) -> None:
    targets = ["/etc/passwd", "/", "..", ".", "self.csv", "../../exports", "/dev/zero", "nowhere"]
    targets += [str(folder / ITEMS), str(folder), "/proc/self/fd/0", "/dev/stdin"]
    path = _place(folder, chance) / chance.choice(["self.csv", "l.csv", "l", "l.tsv"])
    path.symlink_to(chance.choice(targets))


def loop_of_links(folder: Path, chance: random.Random) -> None:
    place = _place(folder, chance)
    (place / "one.csv").symlink_to(place / "two.csv")
    (place / "two.csv").symlink_to(place / "one.csv")


def place_is_something_else(folder: Path, chance: random.Random) -> None:
    path = folder / chance.choice(["exports", "registers", "exports/tracker", "pmo.toml", ".pmo"])
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    _strange(path, chance)


def strange_file(folder: Path, chance: random.Random) -> None:
    _strange(_new(folder, chance), chance)


def _strange(path: Path, chance: random.Random) -> None:
    match chance.randrange(6):
        case 0:
            os.mkfifo(path)
        case 1:
            with closing(socket.socket(socket.AF_UNIX)) as opened, contextlib.chdir(path.parent):
                opened.bind(path.name)
        case 2:
            with contextlib.suppress(PermissionError):
                os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, chance.choice([3, 5, 9])))
        case 3:
            path.mkdir()
        case 4:
            path.symlink_to(chance.choice(["/etc", "/dev/null", "nowhere", "."]))
        case _:
            path.write_bytes(chance.randbytes(chance.choice([0, 1, 300])))


def permission(folder: Path, chance: random.Random) -> None:
    paths = [path for path in folder.rglob("*") if not path.is_symlink()]
    if paths:
        chance.choice(sorted(paths)).chmod(chance.choice([0o000, 0o100, 0o200, 0o400, 0o444]))


def size(folder: Path, chance: random.Random) -> None:
    path = _new(folder, chance)
    match chance.randrange(6):
        case 0:
            path.write_bytes(b"")
        case 1:
            path.write_text(
                "key,title,status,created\nA-1," + "x" * 3_000_000 + ",Done,2026-01-05\n"
            )
        case 2:
            path.write_text(",".join(f"c{number}" for number in range(5000)) + "\n")
        case 3:
            with path.open("wb") as file:
                file.truncate(9 << 30)
        case 4:
            deep = path.parent.joinpath(*["d"] * 60)
            deep.mkdir(parents=True, exist_ok=True)
            (deep / "a.csv").write_text(items_text(1))
        case _:
            for number in range(60):
                path.with_name(f"many{number}.csv").write_text(items_text(number % 10))


def setting(folder: Path, chance: random.Random) -> None:
    text, path = chance.choice(SETTINGS), folder / "pmo.toml"
    if _is_plain(path):
        path.write_bytes(text.encode("utf-8", "surrogatepass"))


def cells(folder: Path, chance: random.Random) -> None:
    path = folder / chance.choice([ITEMS, "registers/projects.csv"])
    if not path.is_file():
        return
    with contextlib.suppress(OSError):
        rows = [line.split(",") for line in path.read_text("utf-8", "replace").splitlines()]
        for _ in range(chance.randrange(1, 6)):
            row = chance.choice(rows)
            row[chance.randrange(len(row))] = chance.choice(CELLS)
        text = "\n".join(",".join(row) for row in rows) + "\n"
        path.write_bytes(text.encode("utf-8", "replace"))


def damage(folder: Path, chance: random.Random) -> None:
    path = folder / chance.choice([ITEMS, "registers/projects.csv", "pmo.toml"])
    if not path.is_file():
        return
    with contextlib.suppress(OSError):
        content = bytearray(path.read_bytes())
        for _ in range(chance.randrange(1, 20)):
            at = chance.randrange(len(content) or 1)
            content[at : at + chance.randrange(3)] = chance.randbytes(chance.randrange(3))
        path.write_bytes(content[: chance.choice([len(content), len(content) // 2])])


def left_over(folder: Path, chance: random.Random) -> None:
    derived = folder / ".pmo"
    with contextlib.suppress(OSError):
        derived.mkdir(exist_ok=True)
    names = ["current", "build.lock", "warehouse-0.duckdb", "building-x", "people.key", "current.x"]
    path = derived / chance.choice(names)
    if not os.path.lexists(path) and derived.is_dir():
        _strange(path, chance)


MUTATIONS: tuple[Mutation, ...] = (
    *(odd_name, link, loop_of_links, place_is_something_else, strange_file, permission, size),
    *(setting, cells, damage, left_over, setting, cells),
)


def prove(count: int, *, seed: int = 20261129) -> str:
    """Build as many odd folders; raise if one is not treated as it should be."""
    from pmo_analytics.portfolio import open_portfolio

    codes: dict[int, int] = {}
    faults: list[str] = []
    with tempfile.TemporaryDirectory(prefix="pmo-prove-") as name:
        base = Path(name)
        base.chmod(0o755)
        # Everything is imported before the children: another user may not read the interpreter.
        repr(open_portfolio(write_folder(base / "first")))
        for encoding in ENCODINGS:
            codecs.lookup(encoding)
        for number in range(count):
            chance = random.Random(f"{seed} {number}")
            folder = base / f"folder-{number}"
            write_folder(folder)
            applied = chance.choices(MUTATIONS, k=chance.randrange(1, 5))
            for mutation in applied:
                with contextlib.suppress(OSError, ValueError):
                    mutation(folder, chance)
            code, said = _built(folder, as_nobody=chance.random() < 0.5)
            if code not in range(5) or any(word in said for word in FORBIDDEN):
                what = f"folder {number} of seed {seed} ({[one.__name__ for one in applied]})"
                faults.append(f"{what} ended with {code}: {said[-400:]}")
                print(faults[-1], file=sys.stderr, flush=True)  # noqa: T201 - hours may follow
            codes[code] = codes.get(code, 0) + 1
            shutil.rmtree(folder, ignore_errors=True)
    assert not faults, "\n".join(faults)
    return f"{count} folders, exit codes {dict(sorted(codes.items()))}"


def _built(folder: Path, *, as_nobody: bool) -> tuple[int, str]:
    """Run `pmo build` in a child; return its exit code, -1 for a hang, and what it said."""
    as_nobody = as_nobody and os.geteuid() == 0
    if as_nobody:
        _give_away(folder)
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _build_and_exit(folder, writer, as_nobody=as_nobody)
    os.close(writer)
    said, until = b"", time.monotonic() + LONGEST_RUN
    os.set_blocking(reader, False)
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        with contextlib.suppress(BlockingIOError):
            said += os.read(reader, 1 << 20)
        if ended:
            os.close(reader)
            return os.waitstatus_to_exitcode(status), said.decode("utf-8", "replace")[-3000:]
        time.sleep(0.005)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(reader)
    return -1, "it hangs"


def _give_away(folder: Path) -> None:
    for path in [folder, *folder.rglob("*")]:
        os.chown(path, NOBODY, NOBODY, follow_symlinks=False)


def _build_and_exit(folder: Path, writer: int, *, as_nobody: bool) -> None:
    from pmo_analytics.cli import app

    code = 99
    try:
        if as_nobody:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        said = io.StringIO()
        sys.argv = ["pmo", "build", "-p", str(folder)]
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            try:
                app.main()
                code = 0
            except SystemExit as end:
                code = int(end.code or 0)
            except BaseException as error:
                said.write(f"Traceback: {type(error).__name__}: {error}")
        os.write(writer, said.getvalue().encode("utf-8", "replace")[-3000:])
    finally:
        os._exit(code)
