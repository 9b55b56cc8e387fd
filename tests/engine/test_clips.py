"""The fence around CLIPS: first each trap on the bare library, then the rail that keeps us out of it."""

import pickle
import subprocess
import sys
import threading
from pathlib import Path
from textwrap import dedent

import clips
import pytest

from engine.small_packs import fact, pair, proposals, session_of, single
from engine.strategies import bind, kind, rule, vocabulary
from regiokompas.engine.clips import BATCH, ClipsProposer
from regiokompas.engine.fragment import EncodedFact, fragments
from regiokompas.errors import EngineError
from regiokompas.facts import Fact
from regiokompas.facts.schema import Attribute, AttributeType
from regiokompas.rules.compiler import compile_rules
from regiokompas.rules.language import All, AttributeOf

THING = "(deftemplate thing (slot id) (slot x))"
COUNT = "(deffunction count-things () (length$ (find-all-facts ((?f thing)) TRUE)))"


def bare(*constructs: str) -> clips.Environment:
    environment = clips.Environment()
    for construct in constructs:
        environment.build(construct)
    return environment


def in_a_process(code: str) -> subprocess.CompletedProcess[str]:
    """Run code in a process of its own, with the helpers of the tests at hand."""
    path = f"import sys; sys.path.insert(0, {str(Path(__file__).parent.parent)!r})\n"
    return subprocess.run([sys.executable, "-c", path + dedent(code)], capture_output=True, text=True, timeout=60)


# -- values and names ------------------------------------------------------------------------------------------------


def test_trap_a_symbol_is_no_string_and_one_is_not_one_point_zero() -> None:
    environment = bare(THING)
    assert environment.eval('(eq abc "abc")') == "FALSE"
    assert environment.eval("(eq 1 1.0)") == "FALSE"


def test_rail_values_of_different_types_never_meet_and_numbers_are_numbers() -> None:
    rules = [
        single("word", ("word", "eq", "1")),
        single("flag", ("flag", "eq", True)),
        single("size", ("size", "eq", 1)),
    ]
    facts = [
        fact("a", word="1", flag=False, size=5),
        fact("b", word="5", flag=True, size=7),
        fact("c", word="x", flag=False, size=1.0),
    ]
    assert proposals(ClipsProposer, rules, facts) == {("word", ("a",)), ("flag", ("b",)), ("size", ("c",))}


def test_trap_decimals_are_read_as_the_locale_writes_them(dutch: None) -> None:
    assert bare().eval("(> 0.7 0.5)") == "FALSE"  # both are 0


def test_rail_decimals_are_compared_rightly_in_any_locale(dutch: None) -> None:
    rules = [single("more", ("size", "gt", 0.5)), single("less", ("size", "lt", 0.5))]
    assert proposals(ClipsProposer, rules, [fact("a", size=0.7)]) == {("more", ("a",))}


def test_trap_names_with_punctuation_mean_something_else() -> None:
    with pytest.raises(clips.CLIPSError):
        bare("(deftemplate thing (slot amount;low))")


def test_rail_attributes_may_be_called_anything() -> None:
    names = ["id", "amount;low", "a b", "?x", "$?", '"', "(", "go", "é"]
    kinds = vocabulary(kind("thing", *(Attribute(name, AttributeType.COUNT) for name in names)))
    rules = [rule(f"r{n}", All((bind("a", "thing", (name, "eq", n)),))) for n, name in enumerate(names)]
    native, encoder = fragments(compile_rules(rules, kinds))
    proposer = ClipsProposer(native)
    with proposer.session() as session:
        for number, name in enumerate(names):
            values = dict.fromkeys(names, -1) | {name: number}
            session.add([encoder.encode(number, Fact("thing", f"f{number}", values))])
        found = {(p.fragment, p.facts) for p in session.propose(0)}
    proposer.close()
    assert found == {(f"r{n}/0/0", (n,)) for n in range(len(names))}


def test_trap_a_slot_that_was_left_out_fails_a_match_with_no_more_than_a_message(
    capfd: pytest.CaptureFixture[str],
) -> None:
    environment = bare(THING, "(defrule r (thing (x ?x&:(> ?x 3))) => (bind ?seen ?x))")
    environment.find_template("thing").assert_fact(id=1)
    assert environment.run() == 0
    assert "expected argument #1 to be of type integer or float" in capfd.readouterr().err


def test_rail_a_fact_without_a_slot_that_is_read_is_an_error() -> None:
    proposer, _ = session_of(ClipsProposer, [single("r", ("size", "gt", 3))])
    with pytest.raises(KeyError), proposer.session() as session:
        session.add([EncodedFact(0, "thing", {}, {})])
    proposer.close()


# -- matches ---------------------------------------------------------------------------------------------------------


def test_trap_a_fact_that_equals_another_is_the_same_fact() -> None:
    environment = bare(THING, COUNT)
    environment.assert_string("(thing (id 1) (x 1))")
    environment.assert_string("(thing (id 1) (x 1))")
    assert environment.eval("(count-things)") == 1


def test_rail_facts_that_differ_only_in_name_are_two_facts() -> None:
    assert len(proposals(ClipsProposer, [single("r", ("size", "gt", 3))], [fact("a", size=5), fact("b", size=5)])) == 2


def test_trap_one_fact_matches_two_patterns() -> None:
    environment = bare(
        THING, "(defglobal ?*n* = 0)", "(defrule r (thing (x ?a)) (thing (x ?a)) => (bind ?*n* (+ ?*n* 1)))"
    )
    environment.assert_string("(thing (id 1) (x 1))")
    environment.run()
    assert environment.eval("?*n*") == 1


def test_rail_bindings_are_distinct_facts() -> None:
    both = rule("r", All((bind("a", "thing"), bind("b", "thing", ("group", "eq", AttributeOf("a", "group"))))))
    assert proposals(ClipsProposer, [both], [fact("a")]) == set()
    assert len(proposals(ClipsProposer, [both], [fact("a"), fact("b")])) == 2


def test_trap_what_fires_first_hangs_on_what_came_last() -> None:
    order = bare(THING, "(defglobal ?*seen* = (create$))")
    order.build("(defrule r (thing (id ?i)) => (bind ?*seen* (create$ ?*seen* ?i)))")
    for number in range(3):
        order.find_template("thing").assert_fact(id=number)
    order.run()
    assert order.eval("?*seen*") == (2, 1, 0)  # proposals are a set; test_agreement shows that order does not matter


# -- what is left behind ---------------------------------------------------------------------------------------------


def test_trap_clips_speaks_when_half_of_a_limit_has_fired(capfd: pytest.CaptureFixture[str]) -> None:
    """It compares what is left of the limit with what has fired."""
    environment = bare(THING, "(defrule r (thing (id ?i)) => (bind ?seen ?i))")
    for number in range(50):
        environment.find_template("thing").assert_fact(id=number)
    assert environment.run(100) == 50
    environment.eval("(flush stdout)")
    assert capfd.readouterr().out == "rule firing limit reached\n"


@pytest.mark.parametrize("number", [BATCH // 2, BATCH, 2 * BATCH + BATCH // 2])
def test_rail_nothing_is_printed_however_much_fires(number: int, capfd: pytest.CaptureFixture[str]) -> None:
    facts = [fact(f"a{n}", size=5) for n in range(number)]
    assert len(proposals(ClipsProposer, [single("r", ("size", "gt", 3))], facts)) == number
    clips.Environment().eval("(flush stdout)")
    assert capfd.readouterr() == ("", "")


def test_trap_clipspy_keeps_every_fact_it_has_shown() -> None:
    """``Fact.__del__`` gives one argument too many to ``ReleaseFact``, and takes the ``TypeError`` for a shutdown."""
    environment = bare(THING)

    def memory_after_a_round() -> int:
        environment.reset()
        for number in range(200):
            environment.find_template("thing").assert_fact(id=number)
        environment.reset()
        used: int = environment.eval("(mem-used)")
        return used

    memory_after_a_round()
    assert memory_after_a_round() + 200 * 100 < memory_after_a_round()


def test_rail_memory_stays_level_over_sessions() -> None:
    proposer, encoder = session_of(ClipsProposer, [pair("r")])
    used = []
    for _ in range(30):
        with proposer.session() as session:
            session.add([encoder.encode(n, fact(f"a{n}", "thing" if n % 2 else "other")) for n in range(40)])
            assert len(list(session.propose(0))) == 20 * 20
        used.append(proposer._environment.eval("(mem-used)"))  # type: ignore[attr-defined]
    assert used[-1] == used[9]
    proposer.close()


def test_trap_an_environment_complains_at_exit_of_facts_that_were_read() -> None:
    result = in_a_process(
        """
        import clips
        environment = clips.Environment()
        environment.build("(deftemplate thing (slot id))")
        environment.build("(defrule r (thing (id ?i)) => (assert (found ?i)))")
        environment.find_template("thing").assert_fact(id=1)
        environment.run()
        list(environment.find_template("found").facts())
        environment.reset()
        """
    )
    assert "[ENVRNMNT8] Environment data not fully deallocated" in result.stdout + result.stderr


def test_rail_the_end_of_the_process_is_silent() -> None:
    result = in_a_process(
        """
        from engine.small_packs import fact, pair, session_of
        from regiokompas.engine.clips import ClipsProposer
        proposer, encoder = session_of(ClipsProposer, [pair("r")])
        for _ in range(3):
            with proposer.session() as session:
                session.add([encoder.encode(0, fact("a")), encoder.encode(1, fact("b", "other"))])
                assert len(list(session.propose(0))) == 1
        """
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_rail_a_session_knows_nothing_of_the_one_before() -> None:
    proposer, encoder = session_of(ClipsProposer, [pair("r")])
    with proposer.session() as session:
        session.add([encoder.encode(0, fact("a")), encoder.encode(1, fact("b", "other"))])
        assert [p.facts for p in session.propose(0)] == [(0, 1)]
    with proposer.session() as session:
        session.add([encoder.encode(1, fact("b", "other"))])
        assert list(session.propose(0)) == []
    proposer.close()


def test_rail_after_an_error_the_environment_is_made_anew() -> None:
    proposer, encoder = session_of(ClipsProposer, [single("r", ("size", "gt", 3))])

    def fail() -> None:
        with proposer.session() as session:
            session.add([encoder.encode(0, fact("a", size=5))])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with proposer.session() as session:
        session.add([encoder.encode(0, fact("a", size=5))])
        assert len(list(session.propose(0))) == 1
    proposer.close()


def test_rail_after_closing_the_environment_is_made_anew() -> None:
    proposer, encoder = session_of(ClipsProposer, [single("r", ("size", "gt", 3))])
    for _ in range(2):
        proposer.close()
        with proposer.session() as session:
            session.add([encoder.encode(0, fact("a", size=5))])
            assert len(list(session.propose(0))) == 1
    proposer.close()


def test_rail_what_fails_inside_is_an_error_of_ours_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    proposer, _ = session_of(ClipsProposer, [single("r", ("size", "gt", 3))])

    def fail(_: object, *arguments: object) -> None:
        raise clips.CLIPSError("no room left")

    monkeypatch.setattr("clips.agenda.Agenda.run", fail)
    with pytest.raises(EngineError, match=r"^CLIPS failed: 'no room left'$"), proposer.session() as session:
        session.propose(0)
    proposer.close()


def test_trap_threads_that_share_an_environment_end_the_process() -> None:
    """clipspy lets go of the interpreter's lock while CLIPS runs."""
    result = in_a_process(
        """
        import clips, threading
        environment = clips.Environment()
        environment.build("(deftemplate thing (slot id) (slot x))")
        environment.build("(defrule r (thing (id ?i) (x ?x)) (thing (id ?j&~?i) (x ?x)) => (bind ?seen 1))")
        def work(thread):
            for n in range(400):
                environment.eval(f"(progn (assert (thing (id {thread * 1000 + n}) (x {n % 7}))) 0)")
                environment.run()
        threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
        for thread in threads: thread.start()
        for thread in threads: thread.join()
        """
    )
    assert result.returncode != 0 or result.stderr


def test_rail_many_threads_may_share_one_proposer() -> None:
    proposer, encoder = session_of(ClipsProposer, [pair("r")])
    failures: list[str] = []

    def work() -> None:
        for _ in range(20):
            with proposer.session() as session:
                session.add([encoder.encode(0, fact("a")), encoder.encode(1, fact("b", "other"))])
                if [p.facts for p in session.propose(0)] != [(0, 1)]:
                    failures.append("lost")

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    proposer.close()
    assert not failures


def test_rail_a_second_session_in_one_thread_is_refused() -> None:
    proposer, _ = session_of(ClipsProposer, [pair("r")])
    with proposer.session(), pytest.raises(EngineError, match="already has a session open"), proposer.session():
        pass
    proposer.close()


def test_rail_a_proposer_does_not_travel_to_another_process() -> None:
    proposer, _ = session_of(ClipsProposer, [pair("r")])
    with pytest.raises(TypeError, match="pickle"):
        pickle.dumps(proposer)
    proposer.close()


# -- joins -----------------------------------------------------------------------------------------------------------


def comparisons(environment: clips.Environment, rule: str) -> int:
    """Return how many facts were compared with others since the rule was built."""
    activity: tuple[int, ...] = environment.eval(f"(join-activity {rule} terse)")
    return activity[0]


@pytest.mark.parametrize(("slot", "least", "most"), [("?y&?x", 400, 400), ("?x", 20, 60)])
def test_trap_a_slot_that_begins_with_a_variable_of_its_own_is_compared_with_every_fact(
    slot: str, least: int, most: int
) -> None:
    environment = bare(
        THING, "(deftemplate other (slot x))", f"(defrule r (thing (x ?x)) (other (x {slot})) => (bind ?seen ?x))"
    )
    for number in range(20):
        environment.assert_string(f"(thing (id {number}) (x {number}))")
        environment.assert_string(f"(other (x {number}))")
    assert least <= comparisons(environment, "r") <= most


def test_rail_facts_to_join_with_are_looked_up() -> None:
    proposer, encoder = session_of(ClipsProposer, [pair("r", ("size", "eq", 1))])
    pairs = [(fact(f"a{n}", group=f"g{n}"), fact(f"b{n}", "other", group=f"g{n}", size=1)) for n in range(50)]
    with proposer.session() as session:
        session.add([encoder.encode(number, entry) for number, entry in enumerate(sum(pairs, ()))])
        assert len(list(session.propose(0))) == 50
        assert comparisons(proposer._environment, "r0") < 200
    proposer.close()


# -- many facts ------------------------------------------------------------------------------------------------------


def test_trap_a_list_of_more_than_65_536_values_is_cut_to_what_is_left_of_its_length() -> None:
    environment = bare("(deffunction count-values (?values) (length$ ?values))")
    assert environment.call("count-values", [1] * 65_535) == 65_535
    assert environment.call("count-values", [1] * 70_000) == 70_000 - 65_536


def test_rail_facts_beyond_that_are_proposed_like_all_others() -> None:
    facts = [fact(f"f{number}", size=1) for number in range(70_000)]
    assert len(proposals(ClipsProposer, [single("size", ("size", "eq", 1))], facts)) == len(facts)
