"""Published ways of filling gaps to set beside GeoGap's own, by a kept library where there is one."""
