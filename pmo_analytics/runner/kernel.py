"""The kernel of a report: Python as everywhere, but it takes no code from the folder it starts in.

It is started as `python -P -m pmo_analytics.runner.kernel`. It ends with the worker that started
it, even while it is stuck in foreign code, and keeps no history of what ran.
"""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1  # linux/prctl.h
# For a notebook whose user trusts it: what lies beside it can be imported, as in JupyterLab.
TRUSTED = "--trusted"
# A report is soon made: after the usual 700, searches for garbage take a twelfth of its time.
ALLOCATIONS = 50_000
_SEALED = ("--InteractiveShellApp.ignore_cwd=True", "--HistoryManager.enabled=False")


def die_with(parent: int) -> None:
    """Ask the system to end this process when its parent ends; only Linux can."""
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it has ended already
        os._exit(1)


def main() -> None:
    """Run the kernel until it is told to end."""
    die_with(int(os.environ["JPY_PARENT_PID"]))  # set by whoever starts a kernel
    from ipykernel.kernelapp import IPKernelApp  # noqa: PLC0415 - the parent is asked for first

    if TRUSTED in sys.argv:
        sys.argv.remove(TRUSTED)
        sys.path.insert(0, os.getcwd())
    gc.set_threshold(ALLOCATIONS)
    IPKernelApp.launch_instance([*_SEALED, *sys.argv[1:]])


if __name__ == "__main__":
    main()
