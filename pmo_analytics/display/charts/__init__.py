"""One chart a module; an analyst finds them by name in `pmo_analytics.charts`."""
