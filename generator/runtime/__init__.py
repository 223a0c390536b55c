"""Machinery that stages run on: the result cache, worker processes, the cluster, locks, fingerprints of inputs."""
