package im.isthmus.email.inbound;

import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.event.LegacyEvent.PrivateMessage;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.content.Attachment;
import im.isthmus.core.content.IncomingFile;
import im.isthmus.email.inbound.letter.Letter;
import im.isthmus.email.mime.MailFile;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Gives the files of a mail addresses that chat programs can fetch them from. */
final class Sharing {
    private Sharing() {}

    static boolean isNeeded(Letter letter) {
        return !letter.files().isEmpty() || letter.text().whole() != null;
    }

    /** The message with its files; what cannot be shared is told. Waits for the uploads. */
    static PrivateMessage share(SessionContext session, Letter letter, PrivateMessage message) {
        List<Attachment> attachments = new ArrayList<>();
        StringBuilder untold = new StringBuilder(message.content().body());
        for (IncomingFile file : files(letter)) {
            try {
                attachments.add(session.share(file).join());
            } catch (CompletionException e) {
                Throwable why = e.getCause() == null ? e : e.getCause();
                untold.append(untold.isEmpty() ? "" : "\n\n")
                        .append('[')
                        .append(file.name())
                        .append(": ")
                        .append(
                                why instanceof BackendException refused
                                        ? session.language().render(refused.failure().message())
                                        : why.getMessage())
                        .append(']');
            }
        }
        return new PrivateMessage(
                message.contact(),
                message.legacyId(),
                message.content()
                        .withBody(untold.toString())
                        .withSpans(message.content().spans())
                        .withAttachments(attachments),
                message.time());
    }

    private static List<IncomingFile> files(Letter letter) {
        List<IncomingFile> files = new ArrayList<>();
        @Nullable String whole = letter.text().whole();
        if (whole != null) {
            byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
            files.add(IncomingFile.of("mail.txt", "text/plain; charset=utf-8", bytes));
        }
        for (MailFile file : letter.files()) {
            files.add(
                    new IncomingFile(
                            file.name(),
                            file.mediaType(),
                            null,
                            file.isInline(),
                            () -> new ByteArrayInputStream(file.bytes())));
        }
        return files;
    }
}
