package im.isthmus.email.inbound;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Odd character sets and encodings of the text itself. */
final class OddTexts {
    private OddTexts() {}

    static List<OddMail> all() {
        List<OddMail> mails = new ArrayList<>();
        mails.addAll(CHARSETS);
        unusual(mails);
        mails.addAll(ENCODINGS);
        flowed(mails);
        characters(mails);
        return mails;
    }

    private static final List<OddMail> CHARSETS =
            List.of(
                    labelled("utf-8", "UTF-8", "Grüße ✓"),
                    labelled("UTF8", "UTF-8", "Grüße ✓"),
                    labelled("utf8mb4", "UTF-8", "Grüße ✓"),
                    labelled("\"utf-8\"", "UTF-8", "Grüße ✓"),
                    labelled("'utf-8'", "UTF-8", "Grüße ✓"),
                    labelled("iso-8859-1", "ISO-8859-1", "Grüße"),
                    labelled("latin1", "windows-1252", "Grüße – “so”"),
                    labelled("iso-8859-1", "windows-1252", "Preis: 5 €"),
                    labelled("windows-1252", "windows-1252", "5 € – “so”"),
                    labelled("ansi", "windows-1252", "5 €"),
                    labelled("iso-8859-2", "ISO-8859-2", "žluťoučký kůň"),
                    labelled("iso-8859-15", "ISO-8859-15", "5 €"),
                    labelled("iso-8859-8-i", "ISO-8859-8", "שלום"),
                    labelled("koi8-r", "KOI8-R", "Привет"),
                    labelled("windows-1251", "windows-1251", "Привет"),
                    labelled("win-1251", "windows-1251", "Привет"),
                    labelled("cp-850", "IBM850", "Grüße"),
                    labelled("gb2312", "GB18030", "你好，世界"),
                    labelled("gbk", "GB18030", "你好"),
                    labelled("big5", "Big5-HKSCS", "你好"),
                    labelled("shift_jis", "windows-31j", "こんにちは①"),
                    labelled("euc-jp", "EUC-JP", "こんにちは"),
                    labelled("iso-2022-jp", "ISO-2022-JP", "こんにちは"),
                    labelled("ks_c_5601-1987", "MS949", "안녕하세요"),
                    labelled("euc-kr", "MS949", "안녕하세요"),
                    labelled("utf-16", "UTF-16", "Grüße"),
                    labelled("us-ascii", "UTF-8", "Grüße, doch UTF-8"),
                    labelled("us-ascii", "windows-1252", "Grüße, doch Windows"),
                    labelled("x-unknown", "UTF-8", "Grüße ✓"),
                    labelled("charset=us-ascii", "UTF-8", "Grüße ✓"),
                    labelled("", "UTF-8", "Grüße ✓"),
                    OddMail.text(
                            "utf-7",
                            "text/plain; charset=unicode-1-1-utf-7",
                            "Gr+APwA3w-e +- x",
                            "Grüße + x"),
                    OddMail.text(
                            "broken utf-8", "text/plain; charset=utf-8", "a\u00ffb", "a\ufffdb"));

    private static OddMail labelled(String label, String charset, String text) {
        String type = "Content-Type: text/plain; charset=" + label;
        String top =
                "From: Carol <carol@example.test>\r\nSubject: s\r\n"
                        + type
                        + "\r\nContent-Transfer-Encoding: base64\r\n\r\n";
        byte[] body = Base64.getMimeEncoder().encode(text.getBytes(Charset.forName(charset)));
        String mail = top + new String(body, StandardCharsets.US_ASCII) + "\r\n";
        return new OddMail(
                "charset " + label + " that is " + charset,
                mail.getBytes(StandardCharsets.US_ASCII),
                "Carol <carol@example.test>: s\n" + text);
    }

    private static void unusual(List<OddMail> mails) {
        for (String each :
                List.of(
                        "7bit",
                        "8bit",
                        "binary",
                        "7-bit",
                        "8bits",
                        "text",
                        "plain",
                        "unknown",
                        "\"8bit\"")) {
            mails.add(
                    OddMail.from(
                            "encoding " + each,
                            "Subject: s\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: "
                                    + each
                                    + "\n\nGr\u00fc\u00dfe",
                            "s\nGrüße"));
        }
    }

    private static final List<OddMail> ENCODINGS =
            List.of(
                    encoded(
                            "quoted-printable",
                            "quoted-printable",
                            "Gr=C3=BC=C3=9Fe=\n!",
                            "Grüße!"),
                    encoded(
                            "quoted-printable in lower case",
                            "QUOTED-PRINTABLE",
                            "Gr=c3=bc=c3=9fe",
                            "Grüße"),
                    encoded(
                            "quoted-printable that is none",
                            "quoted-printable",
                            "100% = all, a=b",
                            "100% = all, a=b"),
                    encoded("base64", "base64", "SGVsbG8=", "Hello"),
                    encoded("base64 with junk", "base64", "SG!VsbG8*gd29ybGQ=\n", "Hello world"),
                    encoded(
                            "base64 in one line",
                            "base64",
                            "SGVsbG8gd29ybGQgYW5kIHRoZSByZXN0IG9mIGl0",
                            "Hello world and the rest of it"),
                    encoded("base64 cut off", "base64", "SGVsbG8gd29ybGQ", "Hello wor"));

    private static OddMail encoded(String name, String encoding, String body, String sees) {
        return OddMail.from(
                name,
                "Subject: s\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: "
                        + encoding
                        + "\n\n"
                        + body,
                "s\n" + sees);
    }

    private static void flowed(List<OddMail> mails) {
        String type = "text/plain; format=flowed";
        mails.add(OddMail.text("flowed", type, "A long \nline.\n\nNext.", "A long line.\n\nNext."));
        mails.add(
                OddMail.text(
                        "flowed, DelSp", type + "; delsp=yes", "A lo \nng line.", "A long line."));
        mails.add(
                OddMail.text(
                        "flowed, stuffed", type, " From here\n  indented", "From here\n indented"));
        mails.add(OddMail.text("flowed, signature", type, "Text \nmore\n-- \nCarol", "Text more"));
    }

    private static void characters(List<OddMail> mails) {
        mails.add(
                OddMail.text(
                        "control characters",
                        "text/plain",
                        "a\u0000b\u0007c\u001bd",
                        "ab\ufffdcd"));
        mails.add(OddMail.text("form feed", "text/plain", "a\fb", "a\nb"));
        mails.add(OddMail.text("bare CR", "text/plain", "a\rb", "a\nb"));
        mails.add(
                OddMail.in(
                        StandardCharsets.UTF_8,
                        "not for XML",
                        "From: Carol <carol@example.test>\nSubject: s\n\na\uffffb\ufffec",
                        "Carol <carol@example.test>: s\na\ufffdb\ufffdc"));
        mails.add(OddMail.text("XML in it", "text/plain", "</body><x/>&amp;", "</body><x/>&amp;"));
        mails.add(OddMail.text("empty", "text/plain", "", "s"));
        mails.add(OddMail.text("only white space", "text/plain", " \n\t\n ", "s"));
    }
}
