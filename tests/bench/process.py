"""What the operating system says of the web processes: how long they take to start, processor time, memory."""

import os
import statistics
import time
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
STARTS = 3


def start_up(*sites):
    """Start each site several times in turn; return the median seconds until each answers. All run afterwards."""
    seconds = [[] for _site in sites]
    for _turn in range(STARTS):
        for site, found in zip(sites, seconds, strict=True):
            if "web" in site.processes:
                site.stop("web")
            began = time.perf_counter()
            site.start("web")
            found.append(time.perf_counter() - began)
    return [statistics.median(found) for found in seconds]


def web_processes(site):
    """Return the numbers of the web processes below gunicorn's first one."""
    parent = site.processes["web"].pid
    return [int(child) for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def memory(site):
    """Return the mean of the memory of its web processes in MB; what they share is divided among them (PSS)."""
    return statistics.mean(megabytes(pid) for pid in web_processes(site))


def megabytes(pid):
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024 / 1e6
    raise ValueError(f"Process {pid} says nothing of its memory.")


def processor_seconds(pids):
    """Return the processor seconds that these processes have used so far."""
    total = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS
