# An instance whose memory takes the shape that the file `memory` beside it names: grow, saw, step or nothing; any other day it is instance.py.
import os, select, sys, time

MIB = 1024 * 1024
held, beat = [], 0
reading = True
while True:
    ready = select.select([sys.stdin] if reading else [], [], [], 0.5)[0]
    if ready:
        word = sys.stdin.readline()
        if word.strip() == "stop":
            time.sleep(1)
            sys.exit(0)
        reading = word != ""
        continue
    shape = open("memory").read().strip() if os.path.exists("memory") else ""
    beat = beat + 1 if shape else 0
    if shape == "":
        held = []
    elif shape == "grow" and len(held) < 60:
        held.append(bytearray(b"x") * (3 * MIB))
    elif shape == "saw":
        # Two seconds low, two seconds climbing.
        if beat % 8 < 4:
            held = []
        else:
            held.append(bytearray(b"x") * (10 * MIB))
    elif shape == "step" and held == []:
        held.append(bytearray(b"x") * (40 * MIB))
