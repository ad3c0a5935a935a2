#!/bin/sh
# Install what GeoGap needs from the system's packages, and nothing that is there already.
#
#   tools/system.sh qgis               QGIS 3.40 or later with its Python bindings, venv and matplotlib
#   tools/system.sh python             Python with its venv module
#   tools/system.sh packages NAME...   Debian packages by name
#
# Works as root or with sudo. QGIS_PYTHON names the interpreter that QGIS uses.
set -eu

here=$(dirname "$0")
python=${QGIS_PYTHON:-/usr/bin/python3}
minimum=34000

say() { printf '%s\n' "geogap: $*"; }
fail() {
    printf '\n%s\n' "geogap: $1" >&2
    shift
    for line in "$@"; do printf '        %s\n' "$line" >&2; done
    exit 1
}

qgis_version() {
    command -v qgis_process >/dev/null 2>&1 || return 1
    QT_QPA_PLATFORM=offscreen "$python" -c 'from qgis.core import Qgis; print(Qgis.QGIS_VERSION_INT)' 2>/dev/null
}

python_modules() {
    "$python" -c 'import ensurepip, matplotlib, numpy, venv; from osgeo import gdal_array' >/dev/null 2>&1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

need_root() {
    [ "$(id -u)" = 0 ] && return 0
    command -v sudo >/dev/null 2>&1 || fail "These packages must be installed by an administrator: $*" \
        "You are not root and there is no sudo. Ask an administrator to install them" \
        "(QGIS 3.40 or later where it is in the list), then run the same command again."
    if ! sudo -n true 2>/dev/null; then
        [ -t 0 ] || fail "Installing $* needs sudo, and sudo asks for a password." \
            "Run the command in a terminal, or install the packages beforehand."
        say "sudo will ask for your password to install: $*"
    fi
}

# Why apt-get failed, read from its log, for the person who has to mend it.
reason() {
    if grep -qE 'Could not get lock|is another process using it' "$1"; then
        echo "Another package manager is running. Let it finish, then run the same command again."
    elif grep -qE 'dpkg was interrupted|dpkg --configure -a' "$1"; then
        echo "An earlier installation was interrupted. Run 'dpkg --configure -a' as root, then the same command again."
    elif grep -qE 'No space left|enough free space' "$1"; then
        echo "The disk is full. QGIS needs about 3 GB; free some space and run the same command again."
    elif grep -qE 'Temporary failure resolving|Could not (connect|resolve)|Failed to fetch|Unable to connect' "$1"; then
        echo "The package mirror cannot be reached. Check the network or APT's proxy, then run the same command again."
    else
        echo "The lines above are the end of what apt-get said."
    fi
}

# apt-get with five minutes' patience for another package manager's lock. Its output goes to $log.
log=$(mktemp)
trap 'rm -f "$log" "$log.status"' EXIT
apt() {
    echo 1 >"$log.status"
    {
        as_root env DEBIAN_FRONTEND=noninteractive LC_ALL=C apt-get -q -o DPkg::Lock::Timeout=300 \
            -o Acquire::Retries=2 "$@" 2>&1 && echo 0 >"$log.status"
    } | tee "$log" | progress
    [ "$(cat "$log.status")" = 0 ]
}

# A line now and then instead of apt-get's hundreds.
progress() {
    awk 'function tell(what, count) {
             if (total > 60 && count % 60 == 0) { printf "        %s %d of %d packages\n", what, count, total; fflush() }
         }
         / newly installed, / { total = $3 + $1 }
         /^Get:/ { tell("downloaded", ++got) }
         /^Unpacking / { tell("unpacked", ++unpacked) }
         /^Setting up / { tell("set up", ++ready) }'
}

# One source of several may be broken without harm: what cannot be installed then says so itself.
stale=
update() {
    say "updating the package lists"
    if ! apt update || grep -qE '^(W|E): Failed to fetch|Temporary failure resolving' "$log"; then
        stale=$(reason "$log")
        say "the package lists could not all be updated; going on with what is there"
    fi
}

install() {
    apt install -y --no-install-recommends "$@" && return 0
    tail -n 15 "$log" >&2
    fail "The packages could not be installed." "$(reason "$log")"
}

have_apt() {
    command -v apt-get >/dev/null 2>&1
}

# The QGIS that APT would install, as an integer such as 34006; 0 for none. Arguments go to apt-cache.
candidate() {
    LC_ALL=C apt-cache "$@" policy qgis 2>/dev/null |
        awk '$1 == "Candidate:" { sub(/^[0-9]+:/, "", $2); split($2, v, /[.+~-]/)
             if (v[1] + 0 > 0) print v[1] * 10000 + v[2] * 100 + v[3] }'
}

at_least() {
    [ "${1:-0}" -ge "$minimum" ]
}

install_qgis() {
    version=$(qgis_version || true)
    if at_least "$version" && python_modules; then
        return 0
    fi
    packages="qgis python3-qgis python3-gdal python3-numpy python3-matplotlib python3-venv"
    if at_least "$version"; then
        have_apt || fail "QGIS is here, but its Python ($python) lacks numpy, matplotlib, venv or GDAL's bindings." \
            "Install them with your system's package manager, then run the same command again."
        install_packages python3-gdal python3-numpy python3-matplotlib python3-venv
        return 0
    fi
    have_apt || fail "QGIS 3.40 or later was not found, and this system has no apt-get." \
        "Install QGIS 3.40 or later so that 'qgis_process' is on PATH and $python can 'import qgis.core'" \
        "(another interpreter: make QGIS_PYTHON=/path/to/python3 ...), then run the same command again."
    need_root "$packages"
    update
    # shellcheck disable=SC2086  # the list is meant to be split
    if at_least "$(candidate)"; then
        say "installing QGIS (some minutes, about 3 GB on disk)"
        install $packages
    else
        from_backports "$packages"
    fi
    version=$(qgis_version || true)
    at_least "$version" || fail "QGIS was installed, but $python cannot import qgis.core 3.40 or later." \
        "Another QGIS or Python may hide it. Name QGIS's interpreter: make QGIS_PYTHON=/path/to/python3 ..."
    say "QGIS is installed (version number $version)."
}

from_backports() {
    id=unknown codename=
    if [ -r /etc/os-release ]; then
        id=$(. /etc/os-release && printf '%s' "${ID:-unknown}")
        codename=$(. /etc/os-release && printf '%s' "${VERSION_CODENAME:-}")
        pretty=$(. /etc/os-release && printf '%s' "${PRETTY_NAME:-$id}")
    fi
    if [ "$id" != debian ] || [ -z "$codename" ]; then
        [ -z "$stale" ] || fail "APT knows of no QGIS 3.40 or later, and could not update its lists." "$stale"
        fail "${pretty:-This system}'s own packages hold no QGIS 3.40 or later." \
            "Install QGIS 3.40 LTR or later as the QGIS project's download page says for your system," \
            "then run the same command again: it uses the QGIS that it finds."
    fi
    if stanza=$("$python" "$here/apt_backports.py" "$codename"); then
        if [ -n "$stanza" ]; then
            file=/etc/apt/sources.list.d/$codename-backports.sources
            say "adding $codename-backports from the mirror that this machine already uses ($file)"
            printf '%s\n' "$stanza" | as_root tee "$file" >/dev/null
            as_root chmod 0644 "$file"
            update
        fi
    else
        fail "No APT source of Debian $codename was found, so that its backports' mirror is unknown." \
            "Add the $codename-backports suite to APT's sources, then run the same command again."
    fi
    at_least "$(candidate -t "$codename-backports")" || {
        [ -z "$stale" ] || fail "APT knows of no QGIS 3.40 or later, and could not update its lists." "$stale"
        fail "$codename-backports holds no QGIS 3.40 or later." \
            "GeoGap needs Debian 12 or later, or a QGIS 3.40 that you installed in another way."
    }
    say "installing QGIS from $codename-backports (some minutes, about 3 GB on disk)"
    # shellcheck disable=SC2086  # the list is meant to be split
    install -t "$codename-backports" $1
}

install_packages() {
    missing=
    for name in "$@"; do
        status=$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null || true)
        [ "$status" = installed ] || missing="$missing $name"
    done
    [ -n "$missing" ] || return 0
    need_root "${missing# }"
    say "installing$missing"
    update
    # shellcheck disable=SC2086  # the list is meant to be split
    install $missing
}

install_python() {
    "$python" -c 'import ensurepip, venv' >/dev/null 2>&1 && return 0
    have_apt && [ "$python" = /usr/bin/python3 ] || fail "$python cannot make virtual environments." \
        "Install Python with its venv module, or name another one: make QGIS_PYTHON=/path/to/python3 ..."
    install_packages python3 python3-venv
}

case ${1:-} in
qgis) install_qgis ;;
python) install_python ;;
packages)
    shift
    if have_apt; then
        install_packages "$@"
    else
        say "no apt-get here: if a test misses one of these, install it yourself: $*"
    fi
    ;;
*) fail "usage: tools/system.sh qgis | python | packages NAME..." ;;
esac
