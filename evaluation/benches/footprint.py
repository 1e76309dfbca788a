"""What the program costs beside its work: size, start, time to the first record, peak memory.

    cargo build --release
    python footprint.py --texts FILE.jsonl --json footprint.json

Plain Python, Linux. Times are medians with the fastest and the slowest of some starts, with the files in the page
cache. Peak memory is the kernel's count of resident pages. Large inputs are made of the texts, in a temporary folder,
and go through models/toy: they ask how memory grows, not how well a model reads. A run that reaches the time limit is
interrupted, and what it had read until then is said.
"""
# /// script
# requires-python = ">=3.11"
# ///

import argparse
import json
import os
import signal
import statistics
import subprocess
import tempfile
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BINARY = os.path.join(ROOT, "target", "release", "standpoint")
SHORT = os.path.join(ROOT, "evaluation", "articles", "lantern-shoal-blog.txt")
TOY = os.path.join(ROOT, "models", "toy")
MB = 1 << 20


def spread(values):
    return [round(value, 4) for value in (statistics.median(values), min(values), max(values))]


def start_seconds(arguments, n, whole):
    """Seconds from the start of the process to its first line, or to its end if `whole`."""
    found = []
    for _ in range(n + 1):
        started = time.perf_counter()
        process = subprocess.Popen([BINARY, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        process.stdout.readline()
        if whole:
            process.wait()
        found.append(time.perf_counter() - started)
        process.stdout.read()
        process.wait()
    return spread(found[1:])


def run(name, arguments, limit_s, n_bytes):
    """One whole run, records into nowhere → seconds, peak memory, what the program said last."""
    started = time.perf_counter()
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen([BINARY, "annotate", *arguments], stdout=subprocess.DEVNULL, stderr=said)
        timer = threading.Timer(limit_s, process.send_signal, [signal.SIGINT])
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        timer.cancel()
        said.seek(0)
        last = said.read().strip().splitlines()[-1:]
    result = {"run": name, "input_mb": round(n_bytes / MB, 2), "seconds": round(time.perf_counter() - started, 1),
              "cpu_seconds": round(usage.ru_utime + usage.ru_stime, 1), "peak_mb": round(usage.ru_maxrss / 1024),
              "exit": process.returncode, "said": last[0] if last else ""}
    print(f"{name:<44}{result['input_mb']:>8} MB {result['seconds']:>7} s   peak {result['peak_mb']:>5} MB   {result['said']}",
          flush=True)
    return result


def main():
    """Runs everything; a table, and JSON."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--texts", required=True, help="JSON Lines with a text each")
    parser.add_argument("--starts", default=15, type=int)
    parser.add_argument("--limit-s", default=180, type=int, help="the longest that one run may take")
    parser.add_argument("--jsonl-mb", default=100, type=int)
    parser.add_argument("--json", help="write all numbers here too")
    options = parser.parse_args()
    report = {"binary_mb": round(os.path.getsize(BINARY) / MB, 1),
              "version_seconds": start_seconds(["--version"], options.starts, True),
              "first_record_seconds": start_seconds(["annotate", SHORT, "--quiet"], options.starts, False),
              "whole_short_article_seconds": start_seconds(["annotate", SHORT, "--quiet"], options.starts, True),
              "short_article_bytes": os.path.getsize(SHORT)}
    for key, value in report.items():
        print(f"{key:<44}{value}")
    runs = [run(f"default model, threads: {n}", [options.texts, "--threads", str(n)], options.limit_s,
                os.path.getsize(options.texts)) for n in (1, 2)]
    with open(options.texts, encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in file]
    with tempfile.TemporaryDirectory() as folder:
        many, one = os.path.join(folder, "many.jsonl"), os.path.join(folder, "one.txt")
        with open(many, "w", encoding="utf-8") as file:
            number = 0
            while file.tell() < options.jsonl_mb * MB:
                for text in texts:
                    file.write(json.dumps({"id": str(number), "text": text}) + "\n")
                    number += 1
        line = " ".join(" ".join(texts).split()) + " "
        with open(one, "w", encoding="utf-8") as file:
            file.write((line * (5 * MB // len(line) + 1)).encode()[:5 * MB].decode(errors="ignore"))
        for n in (1, 2):
            runs.append(run(f"toy model, JSON Lines, threads: {n}", [many, "--model", TOY, "--threads", str(n)],
                            options.limit_s, os.path.getsize(many)))
        runs.append(run("toy model, one document without a line end", [one, "--model", TOY, "--threads", "1"],
                        options.limit_s, os.path.getsize(one)))
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            file.write(json.dumps({**report, "runs": runs}, indent=1) + "\n")


if __name__ == "__main__":
    main()
