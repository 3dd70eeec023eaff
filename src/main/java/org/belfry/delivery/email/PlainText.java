package org.belfry.delivery.email;

/** Plain text of lines that every mail reader shows as they are (RFC 3676, 4.2): none too long, none ends in blanks. */
final class PlainText {

    /** Characters of a line that we break. */
    private static final int WIDTH = 76;

    private final StringBuilder text = new StringBuilder();

    /** A line of its own, broken where it is too long, but never within a word, and never where it is an address. */
    PlainText line(String line) {
        return line("", line);
    }

    /** The same, with something before each of the lines that become of it. */
    PlainText line(String indent, String line) {
        var rest = line.stripTrailing();
        while (rest.codePointCount(0, rest.length()) > WIDTH - indent.length()) {
            var cut = lastBlank(rest, WIDTH - indent.length());
            if (cut < 0) {
                break;
            }
            add(indent, rest.substring(0, cut));
            rest = rest.substring(cut).strip();
        }
        return add(indent, rest);
    }

    /** One of a list. */
    PlainText bullet(String line) {
        var start = text.length();
        line("  ", line);
        text.setCharAt(start, '*');
        return this;
    }

    private PlainText add(String indent, String line) {
        text.append((indent + line).stripTrailing()).append('\n');
        return this;
    }

    /** As it is, whatever its length. */
    PlainText address(String indent, String url) {
        text.append(indent).append(url).append('\n');
        return this;
    }

    /** Several lines. */
    PlainText lines(String indent, String lines) {
        lines.lines().forEach(line -> line(indent, line));
        return this;
    }

    PlainText blank() {
        text.append('\n');
        return this;
    }

    /** What comes from here on is no part of the message (RFC 3676, 4.3). */
    PlainText signature() {
        text.append("\n-- \n");
        return this;
    }

    /** Where the last blank is at which the first line may end; the next one behind it where there is none. */
    private static int lastBlank(String line, int width) {
        var end = line.offsetByCodePoints(0, width);
        var start = line.length() - line.stripLeading().length();
        var cut = line.lastIndexOf(' ', end);
        return cut > start ? cut : line.indexOf(' ', Math.max(end, start));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
