package im.isthmus.email.list;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.email.address.MailAddress;
import im.isthmus.email.header.MailHeader;
import im.isthmus.email.mime.MailContent;
import im.isthmus.email.mime.MimeLimits;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ListHeaderTest {
    @Test
    void oneClickNeedsBothOfItsFields() {
        String web = "List-Unsubscribe: <mailto:l@x.test>, <https://x.test/l?u=1>\n";
        assertThat(ListHeader.oneClick(header(web))).isEmpty();
        String post = "List-Unsubscribe-Post: List-Unsubscribe=One-Click\n";
        assertThat(ListHeader.oneClick(header(web + post)))
                .contains(URI.create("https://x.test/l?u=1"));
        String wrong = web.replace("l?u=1", "%%%");
        assertThat(ListHeader.oneClick(header(wrong + post))).isEmpty();
    }

    @Test
    void aMailThatLeavesAListHasTheSubjectThatIsAskedFor() {
        MailHeader header =
                header("List-Unsubscribe: <mailto:l@x.test?body=a&subject=leave%20a+b>\n");
        assertThat(ListHeader.unsubscribe(header)).contains(new MailAddress("l", "x.test"));
        assertThat(ListHeader.unsubscribeSubject(header)).isEqualTo("leave a+b");
        assertThat(
                        ListHeader.unsubscribeSubject(
                                header("List-Unsubscribe: <mailto:l@x.test?subject=%0aBcc:%zz>\n")))
                .isEqualTo("\nBcc:");
        assertThat(ListHeader.unsubscribeSubject(header("List-Unsubscribe: <mailto:l@x.test>\n")))
                .isEqualTo("unsubscribe");
    }

    private static MailHeader header(String text) {
        byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        return MailContent.header(bytes, MimeLimits.standard());
    }
}
