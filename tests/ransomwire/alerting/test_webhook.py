"""What a webhook answers, and what comes of it."""

import json
import socket


def test_a_busy_server_is_asked_again_and_as_late_as_it_wants(watch, everything, hook, pauses):
    hook.answers = [(500, {}), (429, {"Retry-After": "7"})]
    assert watch(everything).sent == 3
    assert pauses == [1.0, 7.0]
    assert len({json.loads(body)["id"] for _, body in hook.got[:3]}) == 1


def test_a_server_that_stays_broken_gets_the_rest_in_the_next_run(watch, everything, hook, pauses):
    hook.answers = [(503, {})] * 4
    round_ = watch(everything)
    assert (round_.sent, len(hook.got), len(pauses)) == (0, 4, 3)
    assert "answered 503 Service Unavailable (xperthis-" in round_.failed[0]
    assert round_.failed[1] == "soc: 2 more alerts wait for the next run."
    assert watch(everything).sent == 3


def test_a_refusal_is_not_repeated_and_holds_up_no_other_alert(watch, everything, hook, pauses):
    hook.answers = [(400, {})]
    round_ = watch(everything)
    assert (round_.sent, len(round_.failed), pauses) == (2, 1, [])


def test_a_redirect_is_not_followed(watch, everything, hook, pauses):
    hook.answers = [(302, {"Location": hook.address})] * 3
    assert (watch(everything).sent, len(hook.got)) == (0, 3)


def test_a_server_that_is_away_is_named(watch, everything, hook, pauses):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    round_ = watch(everything.replace(hook.address, f"http://127.0.0.1:{port}/"))
    assert (round_.sent, len(pauses)) == (0, 3)
    assert "cannot be reached: [Errno 111] Connection refused" in round_.failed[0]
