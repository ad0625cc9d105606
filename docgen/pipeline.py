"""The story, one way: an intake file is read, derived from, judged and rendered, each step from frozen values.

    read_client ─▶ judge_document ─▶ render_judged          the command line delivers what comes out

The clock, the writing side of the disk and the terminal stay outside: `Options.today` is the only today.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from docgen.artefacts import EDITIONS, Artefact, issued_by
from docgen.brand import Brand
from docgen.derive.context import Context, derive
from docgen.derive.parties import Identity
from docgen.derive.words import join_words
from docgen.drafted import Drafted, Judged, RenderedFile
from docgen.engine import Template
from docgen.errors import DocgenError, IntakeError, TemplateError
from docgen.intake import Lines, read_intake
from docgen.intake.layers import files_under
from docgen.intake.model import Intake
from docgen.intake.model.document import DocumentState
from docgen.intake.overlay import Override
from docgen.judge import Survey, judge
from docgen.judge.readiness import Missing
from docgen.judge.stages import reached
from docgen.judge.weights import check_weights
from docgen.pack import Override as RecordedOverride
from docgen.pack import Source
from docgen.pack.earlier import Earlier, earlier
from docgen.pack.hashes import sha256
from docgen.pack.inputs import hashed, process_besides
from docgen.pack.record import Made, named_topics
from docgen.playbooks.load import load_playbook
from docgen.playbooks.model import Playbook
from docgen.printing import PRINTERS
from docgen.problems import Place, Problem, Severity
from docgen.resources import playbooks_folder, templates_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What is asked for, once. Empty `artefacts`, `formats`, `stage` (only of this) or `due_by` stand for all.

    `as_of` wins over a document's own date, which wins over `today`. `final` withholds what would be a draft.
    `templates` is a folder whose files stand in for the built-in ones; `brand` restyles whichever are used;
    `playbook` is a name or a file that stands in for the intake's own. `overlays` (files) and then `sets`
    (`PATH=VALUE`) stand over the intake. `out` is the folder that holds what earlier runs delivered, if any: a
    document that would come out the same is not rendered again, unless `force` says so.
    """

    today: date
    as_of: date | None = None
    artefacts: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    stage: str = ""
    due_by: str = ""
    final: bool = False
    templates: Path | None = None
    brand: Brand | None = None
    playbook: str = ""
    overlays: tuple[Path, ...] = ()
    sets: tuple[str, ...] = ()
    out: Path | None = None
    force: bool = False


@dataclass(frozen=True, slots=True)
class Client:
    """One client's facts, the process that they follow, and the files of both."""

    intake: Intake
    lines: Lines
    playbook: Playbook
    problems: tuple[Problem, ...]
    sources: tuple[Source, Source]
    survey: Survey
    overrides: tuple[Override, ...] = ()
    """The values that stand in place of the file's own."""
    besides: tuple[Source, ...] = ()
    """The other files that its facts and its process rest on: defaults, groups, what the playbook extends or names."""
    earlier: Earlier | None = None
    """What earlier runs left of the client, where that counts."""
    contexts: dict[date, Context] = field(default_factory=dict, repr=False, compare=False)
    """What was derived of each day: the client's documents of one day share all but their document control."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """A document that was not rendered, and why: it would be a draft, or there was no way to render it."""

    artefact: Artefact
    reasons: tuple[str, ...]
    problems: tuple[Problem, ...]
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class ClientResult:
    """All that came of one intake. `problems` are the file's own; it has no `client` and `code` if it could not
    be read."""

    code: str
    problems: tuple[Problem, ...] = ()
    files: tuple[RenderedFile, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    client: Client | None = None

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """Every problem once: one finding may concern several documents."""
        written = (problem for file in self.files for problem in file.problems)
        left_out = (problem for document in self.withheld for problem in document.problems)
        return tuple(dict.fromkeys((*self.problems, *written, *left_out)))

    @property
    def exit_status(self) -> int:
        """0 if nothing stops a document from being issued, else 1."""
        return 1 if self.withheld or has_errors(self.all_problems) else 0


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a check of one intake found: the file's own problems, and the verdict on each document."""

    code: str
    problems: tuple[Problem, ...] = ()
    documents: tuple[Judged, ...] = ()

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """Every problem once: one finding may concern several documents."""
        return tuple(
            dict.fromkeys((*self.problems, *(p for d in self.documents for p in d.verdict.problems)))
        )

    @property
    def exit_status(self) -> int:
        """0 if nothing stops a document from being issued, else 1."""
        return 1 if has_errors(self.all_problems) else 0


def render_client(
    path: Path, options: Options, *, prepare: Callable[[Iterable[Artefact], Options], None] | None = None
) -> ClientResult:
    """Return the documents of the intake at `path`. What is wrong with any of them is returned, never raised.

    `prepare` is called once it is known which documents are wanted, before the first of them.
    """
    try:
        refuse_strange_folder(options)
        client = read_client(path, options)
    except DocgenError as error:
        return ClientResult("", error.problems)
    wanted = selected(options, issued_by(client.playbook.stages_by_id))
    if not wanted and selected(options):
        problems = (*client.problems, not_issued(client, options))
        return ClientResult(client.intake.client.code, problems, client=client)
    if prepare is not None:
        prepare(wanted, options)
    documents = [document for artefact in wanted for document in render_artefact(client, artefact, options)]
    return ClientResult(
        client.intake.client.code,
        client.problems,
        tuple(document for document in documents if isinstance(document, RenderedFile)),
        tuple(document for document in documents if isinstance(document, Withheld)),
        client,
    )


def not_issued(client: Client, options: Options) -> Problem:
    """Return the problem that the client's process issues none of the documents that are asked for."""
    asked = join_words((*options.artefacts, *filter(None, (options.stage and f"stage {options.stage}",))))
    issued = join_words(f"{one.code} ({one.stage})" for one in issued_by(client.playbook.stages_by_id))
    message = f"The process {client.playbook.playbook} has nothing to issue for {asked or options.due_by}."
    return Problem(
        "not-issued",
        Severity.ERROR,
        client.lines.place("playbook"),
        message,
        f"It issues {issued or 'nothing yet'}.",
    )


def check_client(path: Path, options: Options) -> Assessment:
    """Return what is wrong with the intake at `path` and what each of its documents needs. Raise nothing.

    The verdicts list no open items.
    """
    try:
        client = read_client(path, options)
    except DocgenError as error:
        return Assessment("", error.problems)
    documents, problems = [], list(client.problems)
    for artefact in selected(options, issued_by(client.playbook.stages_by_id)):
        try:
            documents.append(judge_document(client, artefact, options, listing=False))
        except DocgenError as error:
            problems += error.problems
    return Assessment(client.intake.client.code, tuple(problems), tuple(documents))


def read_client(path: Path, options: Options) -> Client:
    """Return the client's facts and process. Raise IntakeError or PlaybookError with every problem found."""
    read = read_intake(path, options.overlays, options.sets)
    if read.intake is None or has_errors(read.problems):
        raise IntakeError(read.problems)
    name = options.playbook or beside(path, read.intake.playbook)
    playbook = load_playbook(name)
    check_weights(playbook, playbook_file(name))
    besides = (*files_under(path), *process_besides(playbook_file(name)))
    sources = (
        Source(name=path.name, sha256=sha256(path.read_bytes())),
        Source(
            name=playbook.playbook, version=playbook.version, sha256=sha256(playbook_file(name).read_bytes())
        ),
    )
    return Client(
        read.intake,
        read.lines,
        playbook,
        read.problems,
        sources,
        Survey(read.intake),
        overrides=read.overrides,
        besides=hashed(besides),
        earlier=earlier(options.out, read.intake.client.code) if options.out and not options.force else None,
    )


def judge_document(client: Client, artefact: Artefact, options: Options, *, listing: bool = True) -> Judged:
    """Return what one document would show and the verdict on it, without open items where no `listing` is asked for.

    Raise CalendarError for a day without calendar.
    """
    as_of = options.as_of or document_state(client.intake, artefact.code).date or options.today
    context = context_of(client, artefact.code, as_of)
    verdict = judge(
        client.intake,
        client.playbook,
        context,
        artefact=artefact.code,
        stage=artefact.stage,
        lines=client.lines,
        survey=client.survey,
        listing=listing,
    )
    return Judged(artefact, context, verdict)


def context_of(client: Client, code: str, as_of: date) -> Context:
    """Return what one document would show. Raise CalendarError for a day without calendar."""
    known = client.contexts.get(as_of)
    if known is not None:
        return known.of_document(code)
    other = next(iter(client.contexts.values()), None)
    found = other.on(as_of, artefact=code) if other else _derived(client, code, as_of)
    client.contexts[as_of] = found
    return found


def _derived(client: Client, code: str, as_of: date) -> Context:
    """Return what one document would show, worked out from the facts; what cannot be has its line in the intake."""
    try:
        return derive(client.intake, client.playbook, artefact=code, as_of=as_of, overrides=client.overrides)
    except DocgenError as error:
        raise type(error)(_with_line(client, one) for one in error.problems) from None


def _with_line(client: Client, problem: Problem) -> Problem:
    where = problem.where
    return (
        replace(problem, where=client.lines.place(where.path)) if where.path and not where.file else problem
    )


def document_state(intake: Intake, code: str) -> DocumentState:
    """Return what the intake says of one of its documents; an empty state if it says nothing."""
    states = (intake.documents or {}).items()
    return next((state for known, state in states if known == code), DocumentState())


def render_artefact(
    client: Client, artefact: Artefact, options: Options
) -> tuple[RenderedFile | Withheld, ...]:
    """Return one document in each format that is asked for, or why there is none; it is judged once for all."""
    formats = [
        extension for extension in artefact.formats if extension in (options.formats or artefact.formats)
    ]
    try:
        judged = judge_document(client, artefact, options) if formats else None
    except DocgenError as error:
        return (_failed(artefact, error),)
    if judged is None:
        return ()
    if options.final and judged.verdict.draft:
        verdict = judged.verdict
        return (Withheld(artefact, verdict.reasons, verdict.problems, verdict.readiness.missing),)
    return tuple(render_judged(client, judged, extension, options) for extension in formats)


def render_judged(
    client: Client, judged: Judged, extension: str, options: Options
) -> RenderedFile | Withheld:
    """Return a judged document in one format, or why it could not be rendered.

    What an earlier run left is taken as it is where the document's key says that it would come out the same.
    """
    try:
        drafted = draft_of(client, judged, extension, options)
        return drafted.left_by(client.earlier) or drafted.rendered()
    except DocgenError as error:
        return _failed(judged.artefact, error)


def draft_of(client: Client, judged: Judged, extension: str, options: Options) -> Drafted:
    """Return a judged document before it is rendered: its template, what it shows, and the key of that.

    Raise TemplateError, PlaybookError or CalendarError where it cannot be known.
    """
    artefact, context, verdict = judged.artefact, judged.context, judged.verdict
    template = open_template(artefact.templates[extension], options.templates, options.brand)
    identity = identity_of(context, options.brand)
    topics, facts = named_topics(context, verdict, shown=template.shown, brand=identity)
    sources = (*client.sources, Source(name=template.file, sha256=template.digest))
    made = Made(extension, facts, sources, recorded_overrides(client), brand_source(options.brand))
    return Drafted(judged, template, topics, made, status(client, artefact))


def recorded_overrides(client: Client) -> tuple[RecordedOverride, ...]:
    """Return the values that stand in place of the intake's own, as the manifest records them."""
    return tuple(
        RecordedOverride(path=one.path, old=one.old, new=one.new, source=one.source)
        for one in client.overrides
    )


def _failed(artefact: Artefact, error: DocgenError) -> Withheld:
    return Withheld(artefact, ("It could not be rendered.",), error.problems)


def status(client: Client, artefact: Artefact) -> str:
    """Return the state that the intake gives a document: draft if it gives none."""
    return document_state(client.intake, artefact.code).status or "draft"


def selected(options: Options, among: Iterable[Artefact] = EDITIONS) -> tuple[Artefact, ...]:
    """Return the artefacts that are asked for, in the order of `among`: what one process issues, or all."""
    return tuple(
        artefact
        for artefact in among
        if (not options.artefacts or artefact.code in options.artefacts)
        and (not options.stage or artefact.stage == options.stage)
        and (not options.due_by or reached(artefact.stage, options.due_by))
    )


def has_errors(problems: Iterable[Problem]) -> bool:
    """Return whether one of the problems is an error that nobody has acknowledged."""
    return any(problem.is_error and not problem.acknowledged for problem in problems)


def identity_of(context: Context, brand: Brand | None) -> Identity:
    """Return what templates see as `brand`: without one, the provider's names; where it has no logo, the name."""
    return brand.identity(context.provider.name) if brand else context.brand


def brand_source(brand: Brand | None) -> Source | None:
    """Return what the manifest says of a brand: its name, and the hash over its file and logos."""
    return Source(name=brand.name, sha256=brand.sha256) if brand else None


def open_template(name: str, folder: Path | None, brand: Brand | None = None) -> Template:
    """Return the template called `name`: the one in `folder` if it is there, else the built-in one; in `brand`.

    Text that a block tag would swallow is an error in a built-in template, a warning in somebody's own. That one is
    checked against all that its document may show: raise TemplateError with every tag that is wrong.
    """
    own = folder / name if folder else None
    livery = brand.livery if brand else None
    if own and own.exists():
        # Imported here: most runs use the built-in templates, which a test checks.
        from docgen.linting import check_own  # noqa: PLC0415

        warnings = check_own(own, name)
        template = Template.open(own, printers=PRINTERS, livery=livery)
        return replace(template, warnings=tuple(dict.fromkeys((*template.warnings, *warnings))))
    built_in = templates_folder() / name
    return Template.open(built_in, printers=PRINTERS, text_beside=Severity.ERROR, livery=livery)


def refuse_strange_folder(options: Options) -> None:
    """Raise TemplateError if `options.templates` is no folder, or holds no template of what is asked for."""
    folder = options.templates
    names = [name for artefact in selected(options) for name in artefact.templates.values()]
    if folder is None or any((folder / name).is_file() for name in names):
        return
    found = "holds none of the templates asked for" if folder.is_dir() else "is not a folder"
    hint = f"It should hold {' or '.join(names)}. `docgen templates eject` copies the built-in ones out."
    raise TemplateError.single("no-templates", found, where=Place(file=str(folder)), hint=hint)


def beside(intake: Path, playbook: str) -> str:
    """Return the playbook that an intake names: a file is looked for from the intake's own folder."""
    return str(intake.parent / playbook) if Path(playbook).suffix else playbook


def playbook_file(name: str) -> Path:
    """Return the file of a playbook: given as a file, or a built-in one's name."""
    return Path(name) if Path(name).suffix else playbooks_folder() / f"{name}.yaml"
