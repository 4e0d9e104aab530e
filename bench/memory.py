"""Resident memory of ``leadwright run`` with its dashboard, reading a demo world that is a process of its own."""

import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LEADWRIGHT = str(Path(sys.executable).with_name("leadwright"))
SECONDS = 40  # of real time: long enough to read every site of the world, at one page a second and host


def resident(pid: int) -> dict[str, float]:
    """Give the resident set now and at its highest, in MB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return {
        key: int(value.split()[0]) / 1024
        for key, _, value in (line.partition(":") for line in lines)
        if key in ("VmRSS", "VmHWM")
    }


def main() -> None:
    """Start both, wait, print."""
    with tempfile.TemporaryDirectory() as folder:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        world = subprocess.Popen([LEADWRIGHT, "world", folder, "--seed", "3", "--shops", "60"], **quiet)
        while not (Path(folder) / "world.ready").exists():
            time.sleep(0.2)
        run = subprocess.Popen([LEADWRIGHT, "run", "--port", "0", "--config", f"{folder}/leadwright.toml"], **quiet)
        time.sleep(SECONDS)
        found = resident(run.pid)
        for process in (run, world):
            process.send_signal(signal.SIGTERM)
            process.wait(100)
    print(f"leadwright run on the demo world: {found['VmRSS']:.0f} MB resident, {found['VmHWM']:.0f} MB at its highest")


if __name__ == "__main__":
    main()
