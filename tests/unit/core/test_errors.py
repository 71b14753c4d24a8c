import inspect

from tlstudio.core import errors


def test_every_known_error_speaks_a_sentence_and_has_an_exit_code():
    for _, kind in inspect.getmembers(errors, inspect.isclass):
        if issubclass(kind, errors.StudioError):
            error = kind("The file is empty.", hint="Copy it again.")
            assert str(error) == "The file is empty."
            # 130 is what an interruption ends with.
            assert error.exit_code in ({130} if kind is errors.Stopped else {1, 2, 4})


def test_a_mistyped_name_gets_the_nearest_one_or_the_list():
    assert errors.closest("entrophy", ["margin", "entropy"]) == "Did you mean entropy?"
    assert errors.closest("zzz", ["b", "a"]) == "Known: a, b."
