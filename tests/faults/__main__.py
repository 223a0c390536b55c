import sys

from tests.faults import denials, disks, kills, turns

if __name__ == "__main__":
    name, folder, *arguments = sys.argv[1:]
    for module in (kills, denials, disks, turns):
        if name in module.FAULTS:
            module.FAULTS[name](folder, *arguments)
