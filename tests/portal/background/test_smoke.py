def test_x(run_tasks, promised):
    from portal.background import tasks, outbox
    outbox.add(tasks.clear_old_tasks)
    print(promised())
    assert run_tasks() == ["portal.background.tasks.clear_old_tasks"]
def test_y(staff): staff("assessor")
