import sys

from tests.faults import calls, denials, disks, kills, power_cuts, signals, turns

if __name__ == "__main__":
    name, folder, *arguments = sys.argv[1:]
    for module in (calls, denials, disks, kills, power_cuts, signals, turns):
        if name in module.FAULTS:
            module.FAULTS[name](folder, *arguments)
