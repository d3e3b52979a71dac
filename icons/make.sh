#!/bin/sh
# Makes every icon file from the three drawings afterword.svg, tray.svg and tray-due.svg, into this folder.
# The results are committed, so that a build needs no drawing program; run this after a drawing changed (`make icons`).
#
# Needs: rsvg-convert (Debian: librsvg2-bin) and python3, nothing from outside the Debian archive.
set -eu

cd "$(dirname "$0")"
for program in rsvg-convert python3; do
    command -v "$program" >/dev/null || {
        echo "icons/make.sh needs $program (Debian: apt-get install librsvg2-bin python3)." >&2
        exit 1
    }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# draw DRAWING PIXELS FILE
draw() {
    rsvg-convert --width "$2" --height "$2" --output "$3" "$1"
}

# The bundler's names for Linux packages.
draw afterword.svg 32 32x32.png
draw afterword.svg 128 128x128.png
draw afterword.svg 256 128x128@2x.png
draw afterword.svg 512 icon.png

# Panels ask for 22 pixels, or for twice that on a dense screen.
for state in tray tray-due; do
    draw $state.svg 22 $state-22.png
    draw $state.svg 44 $state-44.png
done

# Windows: the drawing fills its square, as other icons of that desktop do.
for pixels in 16 20 24 32 40 48 64 256; do
    draw afterword.svg $pixels "$work/ico-$pixels.png"
done

# macOS: its grid leaves a margin of about a tenth on each side, or the icon looks too large in the Dock.
for pixels in 32 64 128 256 512 1024; do
    margin=$((pixels * 50 / 512))
    inner=$((pixels - 2 * margin))
    rsvg-convert --width $inner --height $inner --page-width $pixels --page-height $pixels \
        --left $margin --top $margin --output "$work/icns-$pixels.png" afterword.svg
done

python3 - "$work" <<'PYTHON'
"""Packs the PNGs of a folder into icon.ico and icon.icns, and checks every PNG that the app loads."""
import pathlib, struct, sys

work = pathlib.Path(sys.argv[1])

# ICO: a header, one 16-byte entry for each picture, then the pictures. PNG pictures are allowed since Windows Vista.
# A size of 256 is written as 0, for the field has one byte.
sizes = [16, 20, 24, 32, 40, 48, 64, 256]
pictures = [(work / f"ico-{n}.png").read_bytes() for n in sizes]
entries, offset = b"", 6 + 16 * len(sizes)
for n, picture in zip(sizes, pictures):
    entries += struct.pack("<BBBBHHII", n % 256, n % 256, 0, 0, 1, 32, len(picture), offset)
    offset += len(picture)
pathlib.Path("icon.ico").write_bytes(struct.pack("<HHH", 0, 1, len(sizes)) + entries + b"".join(pictures))

# ICNS: "icns" and the length of the file, then blocks of a type, the block's length and a PNG. The types ic11 to ic14 are
# the pictures of a dense screen, with twice the pixels. 16 and 32 plain pixels have no block here: macOS scales ic11 and ic12.
types = {b"ic11": 32, b"ic12": 64, b"ic07": 128, b"ic13": 256, b"ic08": 256, b"ic14": 512, b"ic09": 512, b"ic10": 1024}
blocks = b""
for kind, n in types.items():
    picture = (work / f"icns-{n}.png").read_bytes()
    blocks += kind + struct.pack(">I", 8 + len(picture)) + picture
pathlib.Path("icon.icns").write_bytes(b"icns" + struct.pack(">I", 8 + len(blocks)) + blocks)

# Tauri reads only PNGs with 8 bits per channel and four channels, and says so late, while it compiles.
for path in sorted(pathlib.Path(".").glob("*.png")):
    width, height, depth, colour = struct.unpack(">IIBB", path.read_bytes()[16:26])
    if (depth, colour) != (8, 6):
        sys.exit(f"{path} is not an 8-bit RGBA PNG (depth {depth}, colour type {colour}).")
    print(f"{path}: {width} x {height}")
print(f"icon.ico: {len(sizes)} sizes; icon.icns: {len(types)} sizes")
PYTHON
