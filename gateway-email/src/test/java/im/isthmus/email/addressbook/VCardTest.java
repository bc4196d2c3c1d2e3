package im.isthmus.email.addressbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.email.address.MailAddress;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class VCardTest {
    @Test
    void nameAndAddressesAreFoundInOldAndNewForms() {
        VCard card =
                VCard.parse(
                        """
                        BEGIN:VCARD
                        FN;X-A="a:b":Smith\\, E
                         ve
                        item1.EMAIL;TYPE=INTERNET:eve@x.test
                        email:mailto:eve@y.test
                        EMAIL:no address
                        FN:Another
                        END:VCARD
                        """
                                .replace("\n", "\r\n"));
        assertThat(card.name()).isEqualTo("Smith, Eve");
        assertThat(card.addresses())
                .containsExactly(
                        new MailAddress("eve", "x.test"), new MailAddress("eve", "y.test"));
    }

    @Test
    void aPhotoIsFoundInOldAndNewForms() {
        for (String photo :
                new String[] {
                    "PHOTO;ENCODING=b;TYPE=PNG:aGVs\r\n bG8=",
                    "photo;jpeg;base64:aGVsbG8=",
                    "PHOTO:data:image/png;base64,aGVsbG8=",
                    "PHOTO:data:image/png\\;base64\\,aGVsbG8="
                }) {
            VCard card = VCard.parse("FN:Eve\r\n" + photo + "\r\n");
            assertThat(card.photoBytes()).as(photo).asString().isEqualTo("hello");
            assertThat(card.photoHash()).as(photo).startsWith("2cf24dba");
        }
        assertThat(VCard.parse("PHOTO;B:\0aGVsbG8=?A").photoBytes())
                .asString()
                .isEqualTo("hello\0");
        for (String none :
                new String[] {"PHOTO;VALUE=uri:https://x.test/a.png", "PHOTO:", "PHOTO;b"}) {
            assertThat(VCard.parse(none).photoHash()).as(none).isEmpty();
        }
    }

    @Test
    void junkIsNobody() {
        assertThat(VCard.parse("\0:::\n;;;\nEMAIL\n")).isEqualTo(VCard.parse(""));
        assertThat(VCard.parse("").name()).isEmpty();
    }

    @Test
    void anAnswerThatIsNoXmlOrNamesEntitiesIsRefused() {
        for (String bad :
                new String[] {
                    "<html>", "", "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"
                }) {
            assertThatThrownBy(() -> MultiStatus.parse(bad))
                    .as(bad)
                    .isInstanceOf(IOException.class);
        }
    }
}
