import pytest

from sqlcoder.errors import UsageError
from sqlcoder.parallel.processes import Processes
from sqlcoder.parallel.ray import Ray


@pytest.mark.parametrize("backend", [Processes, lambda jobs: Ray(None, jobs)])
def test_fewer_than_one_job_is_a_wrong_use(backend) -> None:
    with pytest.raises(UsageError) as raised:
        backend(0)
    assert str(raised.value) == "The number of jobs must be 1 or more, not 0.\nLeave it out, or give 1."
