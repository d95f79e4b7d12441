"""What a process has used."""

import resource
import time

from scale_page import Costs

OWN_AND_CHILDREN = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


class Clock:
    """CPU-seconds of this process and its children, and seconds of the clock, since the last lap."""

    def __init__(self) -> None:
        self._last = self._now()

    def lap(self) -> Costs:
        """Give what was used since the last lap."""
        last, self._last = self._last, self._now()
        return Costs(round(self._last.cpu - last.cpu, 2), round(self._last.wall - last.wall, 2))

    @staticmethod
    def _now() -> Costs:
        used = [resource.getrusage(who) for who in OWN_AND_CHILDREN]
        return Costs(sum(one.ru_utime + one.ru_stime for one in used), time.perf_counter())


def peak_mb() -> int:
    """Give the most memory that this process, or one of its children, has held at once."""
    return max(resource.getrusage(who).ru_maxrss for who in OWN_AND_CHILDREN) // 1024
