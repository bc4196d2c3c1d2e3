package im.isthmus.irc.login;

import im.isthmus.core.content.Hash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/** A certificate with its private key, by which a network knows a user (SASL EXTERNAL, CertFP). */
public final class ClientCertificate {
    private static final Pattern PEM =
            Pattern.compile(
                    "-----BEGIN ([A-Z ]{1,30})-----([A-Za-z0-9+/=\\s]{1,20000})-----END \\1-----");

    private static final char[] NO_PASSWORD = new char[0];

    private final PrivateKey key;
    private final List<Certificate> chain;

    private ClientCertificate(PrivateKey key, List<Certificate> chain) {
        this.key = key;
        this.chain = chain;
    }

    /**
     * Reads PEM: one private key (PKCS 8, without a password) and its certificate, in any order.
     *
     * @throws GeneralSecurityException if there is not both, or they do not belong together
     */
    public static ClientCertificate parse(String pem) throws GeneralSecurityException {
        PrivateKey key = null;
        var certificates = new StringBuilder();
        Matcher block = PEM.matcher(pem);
        while (block.find()) {
            if (block.group(1).equals("PRIVATE KEY")) {
                key = key(block.group(2));
            } else if (block.group(1).equals("CERTIFICATE")) {
                certificates.append(block.group()).append('\n');
            }
        }
        if (key == null || certificates.isEmpty()) {
            throw new GeneralSecurityException("no PRIVATE KEY and CERTIFICATE");
        }
        Collection<? extends Certificate> chain =
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(
                                new ByteArrayInputStream(
                                        certificates
                                                .toString()
                                                .getBytes(StandardCharsets.US_ASCII)));
        var all = new ClientCertificate(key, List.copyOf(chain));
        KeyManager[] _ = all.keyManagers();
        return all;
    }

    private static PrivateKey key(String base64) throws GeneralSecurityException {
        byte[] bytes;
        try {
            bytes = Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("the private key is no Base64", e);
        }
        for (String algorithm : List.of("EC", "Ed25519", "RSA")) {
            try {
                return KeyFactory.getInstance(algorithm)
                        .generatePrivate(new PKCS8EncodedKeySpec(bytes));
            } catch (GeneralSecurityException e) {
                // Perhaps another one.
            }
        }
        throw new GeneralSecurityException("the private key is of no known kind");
    }

    /** What shows the certificate to servers. */
    public KeyManager[] keyManagers() throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("user", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
            KeyManagerFactory factory =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, NO_PASSWORD);
            return factory.getKeyManagers();
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    /** SHA-256 of the certificate in hex, as networks that know users by it want it told. */
    public String fingerprint() throws GeneralSecurityException {
        return Hash.SHA256.hex(chain.getFirst().getEncoded());
    }

    @Override
    public String toString() {
        return "ClientCertificate";
    }
}
