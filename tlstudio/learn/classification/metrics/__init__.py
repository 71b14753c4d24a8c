"""How good a classifier is, said with intervals and in words.

`evaluate` gives everything `metrics.json` holds; `compare` says whether one model beats another on the same images;
`verdict` says it in a sentence.
"""

from tlstudio.learn.classification.metrics.compare import Comparison, compare
from tlstudio.learn.classification.metrics.evaluate import evaluate
from tlstudio.learn.classification.metrics.verdict import verdict

__all__ = ["Comparison", "compare", "evaluate", "verdict"]
