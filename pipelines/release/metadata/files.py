"""Every file that describes a release, by name, with the function that writes it."""

from collections.abc import Callable, Mapping

from pipelines.release import dictionary
from pipelines.release.manifest import MANIFEST, manifest_json
from pipelines.release.metadata import citation, croissant, datacite, datapackage, datasheet, dcat, readme, schema_org
from pipelines.release.metadata.model import Described

WRITERS: Mapping[str, Callable[[Described], str]] = {
    citation.FILE: citation.citation_cff,
    datacite.FILE: datacite.datacite_json,
    datasheet.DATASHEET: datasheet.datasheet,
    datasheet.STATEMENT: datasheet.data_statement,
    datasheet.WARNINGS: datasheet.content_warnings,
    dcat.FILE: dcat.dcat_jsonld,
    schema_org.FILE: schema_org.schema_org_jsonld,
    croissant.FILE: croissant.croissant_json,
    datapackage.FILE: datapackage.datapackage_json,
    dictionary.FILE: lambda described: dictionary.data_dictionary(described.contracts),
    MANIFEST: lambda described: manifest_json(described.manifest),
    readme.README: readme.readme,
    readme.SOURCE_TERMS: readme.source_terms,
}


def descriptions(described: Described) -> dict[str, str]:
    """Give the text of each descriptive file of a release by its name in the folder."""
    return {name: write(described) for name, write in WRITERS.items()}
