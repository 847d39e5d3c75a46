"""Round trips of small cells beside ipykernel's, through jupyter_client; arguments: kernelspec, and optionally 'check'.

The two take turns, cell by cell, in blocks. Printed are each one's medians in the block that was over first, which other programs disturbed
least, and their ratio; with 'check' exits 1 above a ratio of 3.
"""
import statistics
import sys
import time

from jupyter_client.manager import start_new_kernel

BLOCKS, CELLS = 6, 25


def start(name):
    began = time.time()
    manager, client = start_new_kernel(kernel_name=name)
    return manager, client, time.time() - began


def round_trip(client, code):
    began = time.perf_counter()
    reply = client.execute_interactive(code, timeout=60, store_history=True, output_hook=lambda message: None)
    assert reply["content"]["status"] == "ok", reply["content"]
    return (time.perf_counter() - began) * 1000


def block(kernels):
    """The times of each kernel."""
    return list(zip(*([round_trip(kernel[1], f"{i} + 1") for kernel in kernels] for i in range(CELLS))))


def main(kernelspec, check=""):
    ours = start(kernelspec)
    theirs = start("python3")
    try:
        first = round_trip(ours[1], "1 + 1")
        block((ours, theirs))  # each warm
        quietest = min((block((ours, theirs)) for _ in range(BLOCKS)), key=lambda times: sum(map(sum, times)))
        medians = [statistics.median(times) for times in quietest]
        ratio = medians[0] / medians[1]
        print(f"start to ready: {ours[2]:.2f} s (ipykernel {theirs[2]:.2f} s), first cell {first:.0f} ms")
        print(f"round trip: {medians[0]:.1f} ms (ipykernel {medians[1]:.1f} ms), ratio {ratio:.2f}")
        return 1 if check and ratio > 3 else 0
    finally:
        for manager, client, _ in (ours, theirs):
            client.stop_channels()
            manager.shutdown_kernel(now=True)


sys.exit(main(*sys.argv[1:]))
