package im.isthmus.irc.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.isthmus.core.content.Hash;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Shows that the password is known without telling it, and has the server show the same (RFC 5802,
 * RFC 7677).
 */
final class ScramSha256 implements Mechanism {
    /** No channel is bound (RFC 5802 section 6). */
    private static final String HEADER = "n,,";

    private static final String ALGORITHM = "HmacSHA256";

    /** What servers use is 4096 to 100,000; each costs time of ours. */
    private static final int MAX_ITERATIONS = 200_000;

    private final String password;
    private final String nonce;
    private final String first;
    private byte[] serverSignature = new byte[0];
    private Step step = Step.FIRST;

    private enum Step {
        FIRST,
        FINAL,
        PROOF,
        OVER
    }

    ScramSha256(String account, String password) {
        this(account, password, nonce());
    }

    ScramSha256(String account, String password, String nonce) {
        this.password = Normalizer.normalize(password, Normalizer.Form.NFKC);
        this.nonce = nonce;
        String name = Normalizer.normalize(account, Normalizer.Form.NFKC);
        this.first = "n=" + name.replace("=", "=3D").replace(",", "=2C") + ",r=" + nonce;
    }

    private static String nonce() {
        byte[] random = new byte[18];
        new SecureRandom().nextBytes(random);
        return Base64.getEncoder().encodeToString(random);
    }

    @Override
    public String name() {
        return "SCRAM-SHA-256";
    }

    @Override
    public byte[] answer(byte[] challenge) throws UntrustedServerException {
        String text = new String(challenge, UTF_8);
        return switch (step) {
            case FIRST -> {
                step = Step.FINAL;
                yield (HEADER + first).getBytes(UTF_8);
            }
            case FINAL -> {
                step = Step.PROOF;
                yield prove(text).getBytes(UTF_8);
            }
            case PROOF -> {
                check(text);
                step = Step.OVER;
                yield new byte[0];
            }
            case OVER -> throw new UntrustedServerException("The server does not stop asking.");
        };
    }

    private String prove(String serverFirst) throws UntrustedServerException {
        Map<Character, String> fields = fields(serverFirst);
        String both = fields.getOrDefault('r', "");
        String rounds = fields.getOrDefault('i', "");
        boolean fits =
                both.startsWith(nonce)
                        && both.length() > nonce.length()
                        && !fields.containsKey('m');
        if (!fits || !rounds.matches("[1-9][0-9]{0,6}")) {
            throw new UntrustedServerException("The server does not keep to SCRAM.");
        }
        int iterations = Integer.parseInt(rounds);
        if (iterations > MAX_ITERATIONS) {
            throw new UntrustedServerException("The server asks for too much work.");
        }
        String bare =
                "c=" + Base64.getEncoder().encodeToString(HEADER.getBytes(UTF_8)) + ",r=" + both;
        byte[] signed = (first + "," + serverFirst + "," + bare).getBytes(UTF_8);
        try {
            byte[] salted = salted(decoded(fields.getOrDefault('s', "")), iterations);
            byte[] clientKey = hmac(salted, "Client Key".getBytes(UTF_8));
            byte[] stored = Hash.SHA256.of(clientKey);
            byte[] proof = hmac(stored, signed);
            for (int i = 0; i < proof.length; i++) {
                proof[i] ^= clientKey[i];
            }
            serverSignature = hmac(hmac(salted, "Server Key".getBytes(UTF_8)), signed);
            return bare + ",p=" + Base64.getEncoder().encodeToString(proof);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private void check(String serverFinal) throws UntrustedServerException {
        byte[] claimed = decoded(fields(serverFinal).getOrDefault('v', ""));
        if (!MessageDigest.isEqual(claimed, serverSignature)) {
            throw new UntrustedServerException(
                    "The server could not show that it knows the password.");
        }
    }

    @Override
    public boolean isBelievable() {
        return step == Step.OVER;
    }

    /** As long as nothing was shown, it is only that the server does not know this way. */
    @Override
    public boolean isFinal() {
        return step == Step.PROOF || step == Step.OVER;
    }

    private byte[] salted(byte[] salt, int iterations)
            throws GeneralSecurityException, UntrustedServerException {
        if (salt.length == 0) {
            throw new UntrustedServerException("The server does not keep to SCRAM.");
        }
        var key = new PBEKeySpec(password.toCharArray(), salt, iterations, 256);
        return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(key)
                .getEncoded();
    }

    private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(ALGORITHM);
        mac.init(new SecretKeySpec(key, ALGORITHM));
        return mac.doFinal(text);
    }

    private static byte[] decoded(String base64) throws UntrustedServerException {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new UntrustedServerException("The server does not keep to SCRAM.");
        }
    }

    private static Map<Character, String> fields(String text) {
        Map<Character, String> fields = new HashMap<>();
        for (String each : text.split(",", -1)) {
            if (each.length() > 1 && each.charAt(1) == '=') {
                fields.putIfAbsent(each.charAt(0), each.substring(2));
            }
        }
        return fields;
    }
}
