"""deskapp completion: a script with which the shell completes our commands, options and codes.

The script is whole in itself: a Tab starts no Python.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import typer

from deskapp.commands.call import Call
from deskapp.commands.flags import HELP
from deskapp.commands.group import DeskCommand
from deskapp.commands.looks import KINDS
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.person_codes import ID_KIND, LANGUAGE
from deskapp.domain.request_codes import CATEGORY, CHANNEL, DEPARTMENT, FOLLOWUP, OUTCOME, URGENCY
from deskapp.domain.request_steps import machine
from deskapp.domain.setting_all import SETTINGS
from deskapp.domain.text import clean
from deskapp.domain.words import N_, Words
from deskapp.reading import search


@dataclass(frozen=True, slots=True)
class Part:
    """What can follow one command: options with their help, and the values of some of them."""

    name: str
    help: str
    options: Mapping[str, str]
    arguments: tuple[str, ...] = ()
    taking: frozenset[str] = frozenset()
    """The options that take a value."""


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t

    @app.command(
        "completion",
        cls=DeskCommand,
        help=t("Print a script that lets the shell complete commands, options and codes with Tab."),
        epilog="deskapp completion bash > deskapp.bash\ndeskapp completion fish > deskapp.fish",
    )
    def completion(
        ctx: typer.Context,
        shell: str = typer.Argument(..., metavar=t("SHELL"), help="bash, zsh, fish"),
    ) -> int:
        write = _SHELLS.get(shell)
        if write is None:
            raise DeskError(
                N_("There is no script for “{shell}”. Choose one of: {every}."),
                code=Exit.USAGE, shell=clean(shell), every=", ".join(_SHELLS),
            )  # fmt: skip
        commands = getattr(ctx.find_root().command, "commands", {})
        call.write(write([_part(name, command) for name, command in commands.items()], _flags(t)))
        return Exit.DONE


def _part(name: str, command: Any) -> Part:
    options = {
        option: param.help or ""
        for param in command.params
        if param.param_type_name == "option"
        for option in param.opts
    }
    taking = frozenset(
        option
        for param in command.params
        if param.param_type_name == "option" and not param.is_flag
        for option in param.opts
    )
    return Part(name, command.help or "", options, _arguments().get(name, ()), taking)


def _arguments() -> dict[str, tuple[str, ...]]:
    from deskapp.commands.people import VERBS as PEOPLE_VERBS
    from deskapp.commands.topics import TOPICS

    return {
        "list": tuple(KINDS),
        "people": PEOPLE_VERBS,
        "step": tuple(step.code for step in machine().steps),
        "completion": tuple(_SHELLS),
        "help": tuple(TOPICS),
        "config": ("show", "set", *(entry.name for entry in SETTINGS)),
    }


def _flags(t: Words) -> dict[str, str]:
    return {name: t(meaning) for name, _, meaning in HELP} | {"--help": t("this page")}


def _values() -> dict[str, tuple[str, ...]]:
    """The codes that an option takes."""
    lists = {
        "--category": CATEGORY, "--urgency": URGENCY, "--channel": CHANNEL, "--outcome": OUTCOME,
        "--followup": FOLLOWUP, "--id-kind": ID_KIND, "--language": LANGUAGE,
        "--receiver": DEPARTMENT, "--told-where": DEPARTMENT,
    }  # fmt: skip
    return {name: tuple(entry.code for entry in codes) for name, codes in lists.items()} | {
        "--lang": ("zh", "en"),
        "--kind": tuple(search.KINDS),
    }


def _bash(parts: list[Part], flags: Mapping[str, str]) -> str:
    return _by_case(parts, flags, _BASH)


def _zsh(parts: list[Part], flags: Mapping[str, str]) -> str:
    return _by_case(parts, flags, _ZSH)


def _by_case(parts: list[Part], flags: Mapping[str, str], script: str) -> str:
    values = [f"        {name}) found='{' '.join(codes)}' ;;" for name, codes in _values().items()]
    options = [f"        {part.name}) found='{' '.join([*part.options, *flags])}' ;;" for part in parts]
    options.append(f"        *) found='{' '.join(flags)}' ;;")
    arguments = [
        f"        {part.name}) found='{' '.join(part.arguments)}' ;;" for part in parts if part.arguments
    ]
    arguments.append(f"        '') found='{' '.join(part.name for part in parts)}' ;;")
    filled = {"@values@": values, "@options@": options, "@arguments@": arguments}
    for place, lines in filled.items():
        script = script.replace(place, "\n".join(lines))
    return script.strip("\n")


_CASES = """
    for ((i = FIRST; i < AT; i++)); do
        case "${WORDS[i]}" in
        --db | --lang) i=$((i + 1)) ;;
        -*) ;;
        *)
            command="${WORDS[i]}"
            break
            ;;
        esac
    done
    case "$before" in
@values@
    --db) return 0 ;;
    esac
    if [[ -z $found ]]; then
        case "$here" in
        -*)
            case "$command" in
@options@
            esac
            ;;
        *)
            case "$command" in
@arguments@
            esac
            ;;
        esac
    fi
"""

_BASH = (
    """
# deskapp completion for bash: eval "$(deskapp completion bash)"
_deskapp() {
    local here="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD - 1]}" command='' found='' i
    COMPREPLY=()
"""
    + _CASES.strip("\n").replace("FIRST", "1").replace("AT;", "COMP_CWORD;").replace("WORDS[", "COMP_WORDS[")
    + """
    while IFS= read -r i; do COMPREPLY+=("$i"); done < <(compgen -W "$found" -- "$here")
}
complete -o default -F _deskapp deskapp
"""
)

_ZSH = (
    """
#compdef deskapp
# deskapp completion for zsh: eval "$(deskapp completion zsh)", after compinit
_deskapp() {
    local here="${words[CURRENT]}" before="${words[CURRENT - 1]}" command='' found='' i
"""
    + _CASES.strip("\n").replace("FIRST", "2").replace("AT;", "CURRENT;").replace("WORDS[", "words[")
    + """
    if [[ -n $found ]]; then compadd -- ${=found}; else _files; fi
}
compdef _deskapp deskapp
"""
)


def _fish(parts: list[Part], flags: Mapping[str, str]) -> str:
    values = _values()
    lines = ["# deskapp completion for fish: deskapp completion fish | source"]
    for name, meaning in flags.items():
        taken = _fish_values(values[name]) if name in values else " -r" if name == "--db" else ""
        lines.append(f"complete -c deskapp {_fish_name(name)}{taken} -d {_quoted(meaning)}")
    first = (
        f"complete -c deskapp -n 'not __fish_seen_subcommand_from {' '.join(part.name for part in parts)}'"
    )
    for part in parts:
        lines.append(f"{first} -f -a {part.name} -d {_quoted(part.help)}")
        begin = f"complete -c deskapp -n '__fish_seen_subcommand_from {part.name}'"
        if part.arguments:
            lines.append(f"{begin} -f -a {_quoted(' '.join(part.arguments))}")
        for name, meaning in part.options.items():
            if name in values:  # its help lists the codes once more
                lines.append(f"{begin} {_fish_name(name)}{_fish_values(values[name])}")
            else:
                taken = " -r" if name in part.taking else ""
                lines.append(f"{begin} {_fish_name(name)}{taken} -d {_quoted(meaning)}")
    return "\n".join(lines)


def _fish_name(name: str) -> str:
    return f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}"


def _fish_values(codes: tuple[str, ...]) -> str:
    return f" -x -a '{' '.join(codes)}'"


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


_SHELLS: Mapping[str, Callable[[list[Part], Mapping[str, str]], str]] = {
    "bash": _bash,
    "zsh": _zsh,
    "fish": _fish,
}
