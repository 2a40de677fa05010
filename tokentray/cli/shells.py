"""Write the completion of bash, zsh and fish from the shapes of the commands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tokentray.cli.shapes import Kind, Option, Shape, Value

_ASK = "command tokentray completion --profiles 2>/dev/null"
"""Only what is on the PATH is asked, never a path that is being typed."""

_BASH = """\
# Completion of tokentray for bash 3.2 and newer: eval "$(tokentray completion bash)"
_tokentray_words() {
    COMPREPLY=($(compgen -W "$1" -- "$current"))
}
_tokentray_profiles() {
    _tokentray_words "$(%(ask)s)"
}
_tokentray_files() {
    compopt -o filenames 2>/dev/null
    local IFS=$'\\n'
    COMPREPLY=($(compgen -f -- "$current"))
}
_tokentray() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
    local command=${COMP_WORDS[1]} place=0 index
    COMPREPLY=()
    # bash takes --format=raw apart at the equals sign.
    if [[ $current == "=" ]]; then
        current=""
    elif [[ $previous == "=" ]]; then
        previous=${COMP_WORDS[COMP_CWORD-2]}
    fi
    if ((COMP_CWORD == 1)); then
        _tokentray_words "%(commands)s --help --version"
        return
    fi
    for ((index = 2; index < COMP_CWORD; index++)); do
        [[ ${COMP_WORDS[index]} == -- ]] && return
    done
    case "$command $previous" in
%(values)s
    esac
    if [[ $current == -* ]]; then
        case "$command" in
%(options)s
        esac
        return
    fi
    for ((index = 2; index < COMP_CWORD; index++)); do
        case "$command ${COMP_WORDS[index]}" in
%(valued)s
            *" -"*) ;;
            *) ((place++)) ;;
        esac
    done
    case "$command $place" in
%(places)s
    esac
}
complete -o bashdefault -F _tokentray tokentray"""

_BASH_SKIP = """\
            %s)
                [[ ${COMP_WORDS[index+1]} == "=" ]] && ((index++))
                ((index++))
                ;;"""


def bash(shapes: Sequence[Shape]) -> str:
    """Return the script for bash."""
    valued = [f'"{shape.name} {option.name}"' for shape, option in _valued(shapes)]
    return _BASH % {
        "ask": _ASK,
        "commands": " ".join(shape.name for shape in shapes),
        "values": "\n".join(
            f'        "{shape.name} {option.name}") {_bash_value(option.value)}return ;;'
            for shape, option in _valued(shapes)
        ),
        "options": "\n".join(
            f'            {shape.name}) _tokentray_words "{_names(shape)}" ;;' for shape in shapes
        ),
        "valued": _BASH_SKIP % " | ".join(valued),
        "places": "\n".join(
            f'        "{shape.name} {place}") {_bash_value(value)};;'
            for shape in shapes
            for place, value in enumerate(shape.places)
            if value.kind is not Kind.FREE
        ),
    }


def _bash_value(value: Value | None) -> str:
    if value is None or value.kind is Kind.FREE:
        return ""
    if value.kind is Kind.WORDS:
        return f'_tokentray_words "{" ".join(value.words)}"; '
    return "_tokentray_profiles; " if value.kind is Kind.PROFILE else "_tokentray_files; "


_ZSH = """\
#compdef tokentray
# Completion of tokentray for zsh: eval "$(tokentray completion zsh)" after compinit, or this as
# the file _tokentray in a folder of $fpath.
_tokentray_profiles() {
    local -a names
    names=(${(f)"$(%(ask)s)"})
    compadd -a names
}
_tokentray() {
    local -a commands
    commands=(
%(commands)s
    )
    if ((CURRENT == 2)); then
        _describe command commands
        return
    fi
    shift words
    ((CURRENT--))
    case ${words[1]} in
%(shapes)s
    esac
}
if [[ ${funcstack[1]} == _tokentray ]]; then
    _tokentray "$@"
else
    compdef _tokentray tokentray
fi"""


def zsh(shapes: Sequence[Shape]) -> str:
    """Return the script for zsh."""
    return _ZSH % {
        "ask": _ASK,
        "commands": "\n".join(
            f"        {_quoted(f'{shape.name}:{shape.about}')}" for shape in shapes
        ),
        "shapes": "\n".join(_zsh_shape(shape) for shape in shapes),
    }


def _zsh_shape(shape: Shape) -> str:
    specs = [_zsh_option(option) for option in shape.options]
    specs += [f"{place}: :{_zsh_value(value)}" for place, value in enumerate(shape.places, 1)]
    lines = " \\\n".join(f"                {_quoted(spec)}" for spec in specs)
    return f"        {shape.name})\n            _arguments \\\n{lines} ;;"


def _zsh_option(option: Option) -> str:
    about = option.about.replace("\\", "\\\\")
    for mark in ("[", "]", ":"):
        about = about.replace(mark, f"\\{mark}")
    if option.value is None:
        return f"*{option.name}[{about}]"
    return f"*{option.name}=[{about}]: :{_zsh_value(option.value)}"


def _zsh_value(value: Value) -> str:
    if value.kind is Kind.WORDS:
        return f"({' '.join(value.words)})"
    return {Kind.PROFILE: "_tokentray_profiles", Kind.FILE: "_files", Kind.FREE: " "}[value.kind]


_FISH = """\
# Completion of tokentray for fish: tokentray completion fish | source
function __tokentray_profiles
    %(ask)s
end
# Whether the command is $argv[1] and, where $argv[2] is given, as many words stand before this one.
function __tokentray_at
    set -l typed (commandline -opc)
    test (count $typed) -ge 2; and test "$typed[2]" = $argv[1]; or return 1
    contains -- -- $typed; and return 1
    set -q argv[2]; or return 0
    set -l place 0
    set -l skip 0
    for word in $typed[3..-1]
        if test $skip -eq 1
            set skip 0
            continue
        end
        switch "$typed[2] $word"
            case %(valued)s
                set skip 1
            case '* -*'
                continue
            case '*'
                set place (math $place + 1)
        end
    end
    test $place -eq $argv[2]
end
complete -c tokentray -e
complete -c tokentray -f
complete -c tokentray -n 'test (count (commandline -opc)) -eq 1' -l version -d 'tell the version'
%(lines)s"""


def fish(shapes: Sequence[Shape]) -> str:
    """Return the script for fish."""
    valued = [_fish_quoted(f"{shape.name} {option.name}") for shape, option in _valued(shapes)]
    return _FISH % {
        "ask": _ASK,
        "valued": " ".join(valued),
        "lines": "\n".join(line for shape in shapes for line in _fish_lines(shape)),
    }


def _fish_lines(shape: Shape) -> Iterator[str]:
    start = "complete -c tokentray -n"
    first = "'test (count (commandline -opc)) -eq 1'"
    yield f"{start} {first} -a {shape.name} -d {_fish_quoted(shape.about)}"
    for option in shape.options:
        takes = "" if option.value is None else f" {_fish_value(option.value, '-x', '-r -F')}"
        name, about = option.name.removeprefix("--"), _fish_quoted(option.about)
        yield f"{start} '__tokentray_at {shape.name}' -l {name} -d {about}{takes}"
    for place, value in enumerate(shape.places):
        if value.kind is not Kind.FREE:
            yield f"{start} '__tokentray_at {shape.name} {place}' {_fish_value(value, '', '-F')}"


def _fish_value(value: Value, exclusive: str, files: str) -> str:
    if value.kind is Kind.FILE:
        return files
    given = {
        Kind.WORDS: f" -a '{' '.join(value.words)}'",
        Kind.PROFILE: " -a '(__tokentray_profiles)'",
        Kind.FREE: "",
    }
    return f"{exclusive}{given[value.kind]}".strip()


def _valued(shapes: Sequence[Shape]) -> Iterator[tuple[Shape, Option]]:
    """Return the options that take a value, with their commands."""
    for shape in shapes:
        for option in shape.options:
            if option.value is not None:
                yield shape, option


def _names(shape: Shape) -> str:
    return " ".join(option.name for option in shape.options)


def _quoted(text: str) -> str:
    """Quote for bash and zsh."""
    return "'" + text.replace("'", "'\\''") + "'"


def _fish_quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
