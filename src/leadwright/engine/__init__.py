"""The work table's runner: claims, leases, lanes, retries, batches."""
