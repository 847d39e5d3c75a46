"""Cell round trips beside ipykernel, interleaved, through jupyter_client; arguments: kernelspec, and optionally 'check'.

Prints the faster quarter's bound of each, which a busy machine disturbs least, and their ratio; with 'check' exits 1 above a ratio of 3.
"""
import statistics
import sys
import time

from jupyter_client.manager import start_new_kernel

CELLS = 100


def start(name):
    began = time.time()
    manager, client = start_new_kernel(kernel_name=name)
    return manager, client, time.time() - began


def round_trip(client, code):
    began = time.perf_counter()
    reply = client.execute_interactive(code, timeout=60, store_history=True, output_hook=lambda message: None)
    assert reply["content"]["status"] == "ok", reply["content"]
    return (time.perf_counter() - began) * 1000


ours = start(sys.argv[1])
theirs = start("python3")
try:
    first = round_trip(ours[1], "1 + 1")
    # Until the compiler's own code is compiled in its fast form.
    for _ in range(200):
        round_trip(ours[1], "1 + 1")
        round_trip(theirs[1], "1 + 1")
    times = ([], [])
    for i in range(CELLS):
        times[0].append(round_trip(ours[1], f"{i} + 1"))
        times[1].append(round_trip(theirs[1], f"{i} + 1"))
    quartiles = [statistics.quantiles(t, n=4)[0] for t in times]
    ratio = quartiles[0] / quartiles[1]
    print(f"start to ready: {ours[2]:.2f} s (ipykernel {theirs[2]:.2f} s), first cell {first:.0f} ms")
    print(f"round trip: {quartiles[0]:.1f} ms (ipykernel {quartiles[1]:.1f} ms), ratio {ratio:.2f}")
    sys.exit(1 if "check" in sys.argv and ratio > 3 else 0)
finally:
    for manager, client, _ in (ours, theirs):
        client.stop_channels()
        manager.shutdown_kernel(now=True)
