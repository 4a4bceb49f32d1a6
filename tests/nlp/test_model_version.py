"""A model's version follows its files."""

import json
import shutil

from nlp.model_version import META, model_version, renew_version
from nlp.reader import BUNDLED


def test_the_bundled_model_has_the_version_of_its_files():
    assert json.loads((BUNDLED / META).read_text(encoding="utf-8"))["version"] == model_version(BUNDLED)


def test_another_list_of_actors_is_another_version_and_the_old_list_the_old_one(tmp_path):
    folder = shutil.copytree(BUNDLED, tmp_path / "press")
    actors = folder / "incident_claims" / "actors.json"
    before, text = model_version(folder), actors.read_text(encoding="utf-8")
    actors.write_text(text.replace("LockBit", "LockBot"), encoding="utf-8")
    renew_version(folder)
    meta = json.loads((folder / META).read_text(encoding="utf-8"))
    assert meta["version"] == model_version(folder) != before
    assert meta["name"] == "press"
    actors.write_text(text, encoding="utf-8")
    assert model_version(folder) == before
