package im.isthmus.email.inbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** Odd header fields: names, subjects, files. */
final class OddHeaders {
    private OddHeaders() {}

    static List<OddMail> all() {
        List<OddMail> mails = new ArrayList<>();
        mails.addAll(AUTHORS);
        mails.addAll(SUBJECTS);
        mails.addAll(FILES);
        mails.addAll(HEADERS);
        return mails;
    }

    private static OddMail author(String name, String field, String sees) {
        return OddMail.in(UTF_8, name, field + "\nSubject: s\n\nx", sees + ": s\nx");
    }

    private static final List<OddMail> AUTHORS =
            List.of(
                    author("bare", "From: carol@example.test", "<carol@example.test>"),
                    author(
                            "comment",
                            "From: carol@example.test (Carol C.)",
                            "Carol C. <carol@example.test>"),
                    author(
                            "quoted name",
                            "From: \"C, Carol\" <carol@example.test>",
                            "C, Carol <carol@example.test>"),
                    author(
                            "quote within",
                            "From: \"C \\\"x\\\" C\" <carol@example.test>",
                            "C x C <carol@example.test>"),
                    author(
                            "encoded name",
                            "From: =?utf-8?Q?Car=C3=B6l?= <carol@example.test>",
                            "Caröl <carol@example.test>"),
                    author(
                            "encoded in quotes",
                            "From: \"=?utf-8?B?Q2Fyw7Zs?=\" <carol@example.test>",
                            "Caröl <carol@example.test>"),
                    author(
                            "raw UTF-8",
                            "From: Caröl <carol@example.test>",
                            "Caröl <carol@example.test>"),
                    author("international", "From: Вася <вася@пример.рф>", "Вася <вася@пример.рф>"),
                    author(
                            "spoofed by name",
                            "From: \"boss@bank.test\" <evil@example.test>",
                            "boss@bank.test <evil@example.test>"),
                    author(
                            "spoofed by wide at",
                            "From: \"boss＠bank.test\" <evil@example.test>",
                            "boss＠bank.test <evil@example.test>"),
                    author(
                            "turned round",
                            "From: \"gro\u202etset\" <evil@example.test>",
                            "grotset <evil@example.test>"),
                    author(
                            "zero width",
                            "From: \"Ca\u200brol\u2066\" <carol@example.test>",
                            "Carol <carol@example.test>"),
                    author(
                            "two authors",
                            "From: a@example.test, b@example.test",
                            "<a@example.test>"),
                    author(
                            "group",
                            "From: us: a@example.test, b@example.test;",
                            "<a@example.test>"),
                    author("route", "From: <@x.test,@y.test:a@example.test>", "<a@example.test>"),
                    author("no author", "X: y", "<envelope@example.test>"),
                    author("empty author", "From:", "<envelope@example.test>"),
                    author("author that is none", "From: nobody at all", "<envelope@example.test>"),
                    author("sender only", "Sender: s@example.test", "<s@example.test>"),
                    author(
                            "injected",
                            "From: =?utf-8?Q?a=0D=0ABcc:_x?= <a@example.test>",
                            "a Bcc: x <a@example.test>"),
                    author(
                            "folded",
                            "From: Carol\n <carol@example.test>",
                            "Carol <carol@example.test>"),
                    author(
                            "endless name",
                            "From: " + "x".repeat(5000) + " <a@example.test>",
                            "x".repeat(200) + " <a@example.test>"),
                    author(
                            "parentheses",
                            "From: " + "(".repeat(5000) + " <a@example.test>",
                            "<envelope@example.test>"),
                    author("upper case", "FROM: Carol@Example.TEST", "<Carol@example.test>"));

    private static OddMail subject(String name, String subject, String sees) {
        return OddMail.in(
                UTF_8,
                name,
                "From: c@example.test\nSubject: " + subject + "\n\nx",
                "<c@example.test>: " + sees + "\nx");
    }

    private static final List<OddMail> SUBJECTS =
            List.of(
                    subject("subject raw", "Grüße ✓", "Grüße ✓"),
                    subject("subject Q", "=?iso-8859-1?Q?Gr=FC=DFe_an?=", "Grüße an"),
                    subject("subject B", "=?UTF-8?B?R3LDvMOfZQ==?=", "Grüße"),
                    subject("split character", "=?utf-8?B?R3LD?= =?utf-8?B?vA==?=", "Grü"),
                    subject(
                            "split and folded",
                            "=?utf-8?Q?Gr=C3?=\n =?utf-8?Q?=BC=C3=9Fe?=",
                            "Grüße"),
                    subject("neighbours", "=?utf-8?Q?a?= =?iso-8859-1?Q?=FC?= b", "aü b"),
                    subject("within a word", "x=?utf-8?Q?=C3=BC?=y", "xüy"),
                    subject("spaces in it", "=?utf-8?Q?a b?=", "a b"),
                    subject("language", "=?utf-8*de?Q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
                    subject("unknown charset", "=?x-nope?Q?abc?=", "abc"),
                    subject("unknown encoding", "=?utf-8?X?abc?=", "=?utf-8?X?abc?="),
                    subject("broken base64", "=?utf-8?B?R3L*Dv?=", "Gr\ufffd"),
                    subject("broken quoted", "=?utf-8?Q?a=ZZb=?=", "a=ZZb="),
                    subject("injection", "=?utf-8?Q?a=0D=0ABcc:_x?=", "a Bcc: x"),
                    subject("NUL and bell", "a\u0000\u0007b", "ab"),
                    subject("direction", "a\u202egnp.exe", "agnp.exe"),
                    subject("iso-2022-jp", "=?ISO-2022-JP?B?GyRCJDMkcyRLJEEkTxsoQg==?=", "こんにちは"),
                    subject("endless", "y".repeat(100_000), "y".repeat(1000)));

    private static OddMail file(String name, String field, String sees) {
        return OddMail.in(
                UTF_8,
                name,
                "From: c@example.test\nSubject: s\nContent-Type: application/pdf\n"
                        + field
                        + "\n\nabc",
                "<c@example.test>: s\n\n[" + sees + " (application/pdf, 3 bytes)]");
    }

    private static final List<OddMail> FILES =
            List.of(
                    file("file", "Content-Disposition: attachment; filename=a.pdf", "a.pdf"),
                    file(
                            "file quoted",
                            "Content-Disposition: attachment; filename=\"a b.pdf\"",
                            "a b.pdf"),
                    file(
                            "file 2231",
                            "Content-Disposition: attachment; filename*=utf-8''Gr%C3%BC%C3%9Fe.pdf",
                            "Grüße.pdf"),
                    file(
                            "file 2231 continued",
                            "Content-Disposition: attachment; filename*0*=utf-8'de'Gr%C3%BC; filename*1=\"sse.pdf\"",
                            "Grüsse.pdf"),
                    file(
                            "file continued only",
                            "Content-Disposition: attachment; filename*0=\"long\"; filename*1=\"name.pdf\"",
                            "longname.pdf"),
                    file(
                            "file 2047",
                            "Content-Disposition: attachment; filename=\"=?utf-8?Q?Gr=C3=BC=C3=9Fe.pdf?=\"",
                            "Grüße.pdf"),
                    file("file in type", "Content-Disposition: attachment\nX: y", "file.pdf"),
                    file(
                            "file in a folder",
                            "Content-Disposition: attachment; filename=\"../../etc/passwd\"",
                            "passwd"),
                    file(
                            "file of Windows",
                            "Content-Disposition: attachment; filename=\"C:\\\\x\\\\a.pdf\"",
                            "a.pdf"),
                    file(
                            "hidden file",
                            "Content-Disposition: attachment; filename=\".htaccess\"",
                            "htaccess"),
                    file(
                            "file turned round",
                            "Content-Disposition: attachment; filename=\"a\u202efdp.exe\"",
                            "afdp.exe"),
                    file(
                            "file without name",
                            "Content-Disposition: attachment; filename=\"\"",
                            "file"),
                    file(
                            "file endless",
                            "Content-Disposition: attachment; filename=\""
                                    + "z".repeat(3000)
                                    + ".pdf\"",
                            "z".repeat(116) + ".pdf"));

    private static final List<OddMail> HEADERS =
            List.of(
                    OddMail.raw(
                            "nothing at all",
                            "",
                            "<envelope@example.test>: \n[This mail is empty.]"),
                    OddMail.raw("no header", "\nonly text", "<envelope@example.test>: \nonly text"),
                    OddMail.raw(
                            "no blank line",
                            "From: c@example.test\nSubject: s\n",
                            "<c@example.test>: s\ns"),
                    OddMail.raw(
                            "junk in the header",
                            "From: c@example.test\nthis is no field\nSubject: s\n\nx",
                            "<c@example.test>: s\nx"),
                    OddMail.raw(
                            "mbox line",
                            "From c@example.test Mon Jan 1\nFrom: c@example.test\nSubject: s\n\nx",
                            "<c@example.test>: s\nx"),
                    OddMail.raw(
                            "twice",
                            "From: c@example.test\nSubject: s\nSubject: t\n\nx",
                            "<c@example.test>: s\nx"),
                    OddMail.raw(
                            "space before colon",
                            "From : c@example.test\nSubject : s\n\nx",
                            "<c@example.test>: s\nx"),
                    OddMail.raw(
                            "type that is none",
                            "From: c@example.test\nSubject: s\nContent-Type: ;;;\n\nx",
                            "<c@example.test>: s\nx"),
                    OddMail.raw(
                            "type of old",
                            "From: c@example.test\nSubject: s\nContent-Type: text\n\nx",
                            "<c@example.test>: s\nx"),
                    OddMail.raw(
                            "bare line feeds",
                            "From: c@example.test\nSubject: s\n\nx",
                            "<c@example.test>: s\nx"));
}
