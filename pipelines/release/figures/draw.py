"""Draws Vega-Lite specifications in a process of its own: `python -m pipelines.release.figures.draw` <specs >drawings.

It reads a JSON list of specifications and writes a JSON list of `{"svg": text, "png": base64}`. What a drawing looks
like hangs on fonts, and the renderer takes the machine's before its own; `render` therefore starts this process with
an environment in which there are none. No address is read: a specification has its data inside.
"""

import base64
import json
import sys

import vl_convert

PIXELS = 2.0
"""Pixels of the PNG for one of the SVG."""


def drawn(spec: str) -> dict[str, str]:
    """Give a specification as SVG, and as PNG in Base64."""
    svg = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    return {"svg": svg, "png": base64.b64encode(vl_convert.svg_to_png(svg, scale=PIXELS)).decode("ascii")}


if __name__ == "__main__":
    json.dump([drawn(json.dumps(spec)) for spec in json.load(sys.stdin)], sys.stdout)
