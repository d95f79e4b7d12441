import pytest

from pipelines.readers.sections import Section, section_of


@pytest.mark.parametrize(
    ("section", "headings"),
    [
        (
            Section.BIBLIOGRAPHY,
            "Further reading|FURTHER READING|Works Cited|3. References:|Selected bibliography and further reading|"
            "Primary sources|Books|Books about the sea|Works by Ada Roe|Select Bibliography (English)|References[edit]|"
            "Suggestions for further reading|Films and documentaries|Literatur|Quellen und Literatur|"
            "Weiterführende Literatur|Literatur (Auswahl)|Bibliographie|Ouvrages|Œuvres|Pour en savoir plus|"
            "Bibliografía|Fonti|Bibliografia e fonti|Литература|Literatura|Spisok literatury|Istochniki|"
            "Источники и литература|Sochineniya|VI. Sources",
        ),
        (
            Section.NOTES,
            "Notes|Footnotes|Endnotes|Notes and references|References and notes|Notes[edit]|Explanatory notes|"
            "Einzelnachweise|Anmerkungen|Fußnoten|Notes et références|Примечания|Primechaniya|Snoski",
        ),
        (Section.SEE_ALSO, "See also|Related articles|Siehe auch|Voir aussi|См. также|Sm. takzhe"),
        (Section.LINKS, "External links|Weblinks|Liens externes|Ссылки|Ssylki"),
        (
            Section.OTHER,
            "Early life||Works of art|Sources of income|Resources|Legacy|The literature of the north|Notes from a sea|"
            "A paragraph that goes on and on and mentions further reading, references and notes at its end",
        ),
    ],
)
def test_a_heading_opens_its_kind_of_section(section: Section, headings: str) -> None:
    assert {heading: section_of(heading) for heading in headings.split("|")} == dict.fromkeys(
        headings.split("|"), section
    )
