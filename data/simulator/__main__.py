"""Writes the sample portfolio anew: `python -m data.simulator data/sample`."""

from __future__ import annotations

import argparse
from pathlib import Path

from data.simulator.sample import write_sample


def main() -> None:
    """Write the sample into the folder that the command names."""
    parser = argparse.ArgumentParser(prog="python -m data.simulator", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="OUT_DIR", help="written into, not emptied")
    write_sample(parser.parse_args().folder)


if __name__ == "__main__":
    main()
