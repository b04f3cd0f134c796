# An instance of the stand-in daemon: saves for a second when told to stop, and eats all memory once a file named `eat` is beside it.
import os, select, sys, time

eaten = []
reading = True
while True:
    ready = select.select([sys.stdin] if reading else [], [], [], 0.5)[0]
    if ready:
        word = sys.stdin.readline()
        if word.strip() == "stop":
            time.sleep(1)
            sys.exit(0)
        reading = word != ""
    if os.path.exists("eat"):
        os.unlink("eat")
        while True:
            eaten.append(bytearray(os.urandom(4096)) * 1024)
