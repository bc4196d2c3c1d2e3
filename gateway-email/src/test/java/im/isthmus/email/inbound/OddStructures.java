package im.isthmus.email.inbound;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Odd trees of parts, HTML, invitations, signatures, and bombs. */
final class OddStructures {
    private static final String CUT =
            "[Parts of this mail were too many or too large and are not shown.]";

    /** Signature and key, then a body, a title and the data of a file. */
    private static final String TNEF = tnef();

    private OddStructures() {}

    static List<OddMail> all() {
        List<OddMail> mails = new ArrayList<>();
        mails.addAll(PARTS);
        mails.addAll(SECRETS);
        mails.addAll(HTML);
        attributions(mails);
        mails.addAll(ANSWERS);
        calendars(mails);
        bombs(mails);
        return mails;
    }

    /** Parts, each with its own header. */
    private static String joined(String kind, String... parts) {
        StringBuilder mail =
                new StringBuilder(
                        "Subject: s\nContent-Type: multipart/" + kind + "; boundary=b\n\n");
        for (String part : parts) {
            mail.append("--b\n").append(part).append('\n');
        }
        return mail.append("--b--\n").toString();
    }

    private static OddMail multi(String name, String sees, String kind, String... parts) {
        return OddMail.from(name, joined(kind, parts), "s\n" + sees);
    }

    private static final String PARTS_PLAIN = "Content-Type: text/plain\n\nplain";

    private static final String PARTS_HTML = "Content-Type: text/html\n\n<p>html</p>";

    private static final List<OddMail> PARTS =
            List.of(
                    multi("alternative", "plain", "alternative", PARTS_PLAIN, PARTS_HTML),
                    multi("alternative, HTML only", "html", "alternative", PARTS_HTML),
                    multi(
                            "alternative, empty text",
                            "html",
                            "alternative",
                            "Content-Type: text/plain\n\n \n",
                            PARTS_HTML),
                    multi(
                            "alternative, stub",
                            "html",
                            "alternative",
                            "Content-Type: text/plain\n\nYour mail program cannot show HTML.",
                            PARTS_HTML),
                    multi(
                            "mixed",
                            "plain\nmore",
                            "mixed",
                            PARTS_PLAIN,
                            "Content-Type: text/plain\n\nmore"),
                    multi(
                            "attached text",
                            "plain\n[a.txt (text/plain, 4 bytes)]",
                            "mixed",
                            PARTS_PLAIN,
                            "Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nmore"),
                    multi("no header in the part", "naked", "mixed", "\nnaked"),
                    multi(
                            "attached mail",
                            "plain\n[Inner.eml (message/rfc822, 46 bytes)]",
                            "mixed",
                            PARTS_PLAIN,
                            "Content-Type: message/rfc822\n\nFrom: x@example.test\nSubject: Inner\n\nin it!"),
                    multi(
                            "logo",
                            "html",
                            "related",
                            "Content-Type: text/html\n\n<p>html</p><img src=\"cid:x\">",
                            "Content-Type: image/png\nContent-ID: <x>\n\npng"),
                    multi(
                            "picture",
                            "plain\n[file.png (image/png, 3 bytes)]",
                            "mixed",
                            PARTS_PLAIN,
                            "Content-Type: image/png\n\npng"),
                    multi("empty multipart", "s", "mixed"),
                    multi(
                            "external",
                            "plain\n\n[Parts of this mail are kept elsewhere and were not fetched.]",
                            "mixed",
                            PARTS_PLAIN,
                            "Content-Type: message/external-body; access-type=URL; url=\"http://127.0.0.1/\"\n\nx"),
                    OddMail.from(
                            "no boundary given",
                            "Subject: s\nContent-Type: multipart/mixed\n\n--b\n\nx\n--b--\n",
                            "s\n--b\n\nx\n--b--"),
                    OddMail.from(
                            "boundary never there",
                            "Subject: s\nContent-Type: multipart/mixed; boundary=zz\n\nlost text\n",
                            "s\nlost text"),
                    OddMail.from(
                            "nothing within nothing",
                            """
                            Subject: s
                            Content-Type: multipart/mixed; boundary=a

                            for old programs
                            --a
                            Content-Type: multipart/mixed; boundary=b

                            --b--
                            --a--
                            """,
                            "s\ns"),
                    OddMail.from(
                            "never closed",
                            "Subject: s\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nstill here",
                            "s\nstill here"),
                    OddMail.from(
                            "base64 multipart",
                            "Subject: s\nContent-Transfer-Encoding: base64\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b--\n",
                            "s\nx"),
                    OddMail.from(
                            "winmail.dat that is none",
                            "Subject: s\nContent-Type: application/ms-tnef; name=winmail.dat\n\nxx",
                            "s\n\n[winmail.dat (application/ms-tnef, 2 bytes)]"),
                    OddMail.from(
                            "winmail.dat",
                            "Subject: s\nContent-Type: application/ms-tnef\nContent-Transfer-Encoding: base64\n\n"
                                    + TNEF,
                            "s\nBody text\n[a.txt (application/octet-stream, 3 bytes)]"));

    private static String tnef() {
        var out = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(0x223e9f78).putShort((short) 1);
        attribute(out, 1, 0x0002800c, "Body text\0");
        attribute(out, 2, 0x00069002, "xxxx");
        attribute(out, 2, 0x00018010, "a.txt\0");
        attribute(out, 2, 0x0006800f, "abc");
        return Base64.getEncoder().encodeToString(Arrays.copyOf(out.array(), out.position()));
    }

    private static void attribute(ByteBuffer out, int level, int id, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
        out.put((byte) level).putInt(id).putInt(bytes.length).put(bytes).putShort((short) 0);
    }

    private static final String SECRETS_SIGNED =
            "[This mail is signed; the signature was not checked.]";

    private static final String SECRETS_ENCRYPTED =
            "[This mail is encrypted; open it with a mail program that has your key.]";

    private static final List<OddMail> SECRETS =
            List.of(
                    multi(
                            "signed",
                            "plain\n\n" + SECRETS_SIGNED,
                            "signed; protocol=\"application/pgp-signature\"",
                            "Content-Type: text/plain\n\nplain",
                            "Content-Type: application/pgp-signature\n\nsig"),
                    multi(
                            "encrypted",
                            SECRETS_ENCRYPTED
                                    + "\n[encrypted.asc (application/octet-stream, 3 bytes)]",
                            "encrypted",
                            "Content-Type: application/pgp-encrypted\n\nVersion: 1",
                            "Content-Type: application/octet-stream; name=encrypted.asc\n\nabc"),
                    OddMail.from(
                            "S/MIME",
                            "Subject: s\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n\nabc",
                            "s\n"
                                    + SECRETS_ENCRYPTED
                                    + "\n[smime.p7m (application/pkcs7-mime, 3 bytes)]"),
                    OddMail.text(
                            "inline PGP",
                            "text/plain",
                            "-----BEGIN PGP MESSAGE-----\nx\n-----END PGP MESSAGE-----",
                            "-----BEGIN PGP MESSAGE-----\nx\n-----END PGP MESSAGE-----\n\n"
                                    + SECRETS_ENCRYPTED));

    private static final List<OddMail> HTML =
            List.of(
                    OddMail.html("paragraphs", "<p>a</p><p>b<br>c</p>", "a\n\nb\nc"),
                    OddMail.html("white space", "a\n   b&nbsp;c", "a b c"),
                    OddMail.html(
                            "link",
                            "<a href='https://x.test/y'>there</a>",
                            "there <https://x.test/y>"),
                    OddMail.html(
                            "link that shows itself",
                            "<a href='https://x.test/'>https://x.test</a>",
                            "https://x.test"),
                    OddMail.html(
                            "link that lies",
                            "<a href='https://evil.test/'>https://bank.test</a>",
                            "https://bank.test <https://evil.test/>"),
                    OddMail.html("script link", "<a href='javascript:x()'>click</a>", "click"),
                    OddMail.html("list", "<ul><li>a<li>b</ul>", "• a\n• b"),
                    OddMail.html("numbers", "<ol><li>a</li><li>b</li></ol>", "1. a\n2. b"),
                    OddMail.html(
                            "table",
                            "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
                            "a │ b\nc │ d"),
                    OddMail.html(
                            "quote in the middle",
                            "a<blockquote>b<br>c</blockquote>d",
                            "a\n\n> b\n> c\n\nd"),
                    OddMail.html("script and style", "<style>x</style><script>y</script>a", "a"),
                    OddMail.html(
                            "hidden preheader", "<div style='display: none'>preheader</div>a", "a"),
                    OddMail.html(
                            "tracker",
                            "a<img src='http://t.test/x' width=1 height=1 alt='open'>",
                            "a"),
                    OddMail.html("picture with words", "<img src='x' alt='A cat'>", "[A cat]"),
                    OddMail.html("code", "<pre>a\n  b</pre>", "a\n  b"),
                    OddMail.html("broken", "<p>a<b>b</p><i>c", "a b\n\nc".replace("a b", "ab")),
                    OddMail.html(
                            "entities", "&lt;b&gt; &amp; &#9731; &nosuch;", "<b> & ☃ &nosuch;"),
                    OddMail.html("nothing", "", "s"));

    private static void attributions(List<OddMail> mails) {
        String quote = "\n> old\n> text\n";
        for (String attribution :
                List.of(
                        "On Mon, 1 Jan 2026 at 10:00, Al <a@b.test> wrote:",
                        "Am 01.01.26 um 10:00 schrieb Al:",
                        "Le 1 janv. 2026 à 10:00, Al a écrit :",
                        "El 1 ene 2026, Al escribió:",
                        "Il 01/01/26 Al ha scritto:",
                        "Op 1 jan. 2026 schreef Al:",
                        "Em 1 de jan. Al escreveu:",
                        "W dniu 1.01.2026 Al napisał(a):",
                        "1 янв. 2026 Al пишет:",
                        "Den 1 jan 2026 skrev Al:")) {
            mails.add(
                    OddMail.in(
                            StandardCharsets.UTF_8,
                            "answer: " + attribution,
                            "From: c@example.test\nSubject: s\nContent-Type: text/plain; charset=utf-8\n\nnew\n\n"
                                    + attribution
                                    + quote,
                            "<c@example.test>: s\nnew"));
        }
    }

    private static final List<OddMail> ANSWERS =
            List.of(
                    OddMail.text("answer below", "text/plain", "> old\n\nnew", "> old\n\nnew"),
                    OddMail.text(
                            "answers between", "text/plain", "> a\nb\n> c\nd", "> a\nb\n> c\nd"),
                    OddMail.text("only a quote", "text/plain", "> all of it", "> all of it"),
                    OddMail.text("signature", "text/plain", "Hi\n-- \nCarol\nInc.", "Hi"),
                    OddMail.text(
                            "a colon in it",
                            "text/plain",
                            "On this I wrote:\nhello",
                            "On this I wrote:\nhello"),
                    OddMail.text(
                            "Outlook",
                            "text/plain",
                            "new\n\n-----Original Message-----\nFrom: x\nold",
                            "new"),
                    OddMail.text(
                            "Outlook by fields",
                            "text/plain",
                            "new\n\nFrom: x\nSent: y\nTo: z\nSubject: s\n\nold",
                            "new"),
                    OddMail.from(
                            "forwarded",
                            "Subject: Fwd: s\n\nsee\n\n-----Original Message-----\nFrom: x\nold",
                            "Fwd: s\nsee\n\n-----Original Message-----\nFrom: x\nold"));

    private static void calendars(List<OddMail> mails) {
        String event =
                "BEGIN:VCALENDAR\nMETHOD:@method\nBEGIN:VEVENT\nSUMMARY:Lunch\\, long\nDTSTART;TZID=Europe/Berlin:20260102T120000\nDTEND;TZID=Europe/Berlin:20260102T130000\nLOCATION:Caf\n e\nORGANIZER;CN=Al:mailto:al@example.test\n@moreEND:VEVENT\nEND:VCALENDAR\n";
        String said =
                "Lunch, long, 2026-01-02 12:00 Europe/Berlin – 13:00 Europe/Berlin, at Cafe, organised by al@example.test";
        for (String[] each :
                new String[][] {
                    {"REQUEST", "", "Invitation"},
                    {"CANCEL", "", "Cancelled"},
                    {"REPLY", "ATTENDEE;PARTSTAT=DECLINED:mailto:b@example.test\n", "Declined"},
                    {"PUBLISH", "", "Event"}
                }) {
            String text = event.replace("@method", each[0]).replace("@more", each[1]);
            int length = text.replace("\n", "\r\n").length();
            mails.add(
                    OddMail.from(
                            "calendar " + each[0],
                            "Subject: s\nContent-Type: text/calendar; charset=utf-8\n\n" + text,
                            "s\n"
                                    + each[2]
                                    + ": "
                                    + said
                                    + "\n[invitation.ics (text/calendar, "
                                    + length
                                    + " bytes)]"));
        }
        mails.add(
                OddMail.from(
                        "calendar of nothing",
                        "Subject: s\nContent-Type: text/calendar\n\nBEGIN",
                        "s\n\n[invitation.ics (text/calendar, 5 bytes)]"));
    }

    private static void bombs(List<OddMail> mails) {
        mails.add(
                OddMail.from(
                        "100,000 parts",
                        "Subject: s\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nfirst\n"
                                + "--b\n\n\n".repeat(100_000)
                                + "--b--",
                        "s\nfirst" + "\n\n" + CUT));
        StringBuilder nested = new StringBuilder("Subject: s\n");
        for (int i = 0; i < 5000; i++) {
            nested.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append('\n');
        }
        mails.add(OddMail.from("5,000 deep", nested.append("\ndeep").toString(), "s\n" + CUT));
        mails.add(
                OddMail.from(
                        "100,000 fields",
                        "Subject: s\n" + "X: y\n".repeat(100_000) + "\nlost",
                        "s\n" + CUT));
        mails.add(
                OddMail.from(
                        "a field of a megabyte",
                        "Subject: s\nX: " + "y".repeat(1 << 20) + "\n\nlost",
                        "s\n" + CUT));
        mails.add(
                OddMail.text(
                        "a line of a megabyte",
                        "text/plain",
                        "y".repeat(1 << 20),
                        "y".repeat(8000) + "\n\n[The mail goes on in the file.]"));
        mails.add(OddMail.html("10,000 open elements", "<div>".repeat(10_000) + "deep", "deep"));
        mails.add(
                OddMail.html(
                        "nested quotes",
                        "<blockquote>".repeat(3000) + "deep",
                        "> ".repeat(20) + "deep"));
    }
}
