package im.isthmus.irc.biboumi;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What biboumi's TLS policy files say: {@code policy.txt} for all servers, and {@code
 * HOST.policy.txt} for one, where it counts more.
 *
 * @param verify whether certificates of servers are checked
 * @param hosts the same of hosts that have a word of their own
 * @param notTaken what else they say, a sentence a file
 */
public record BiboumiPolicies(boolean verify, Map<String, Boolean> hosts, List<String> notTaken) {
    private static final String SUFFIX = "policy.txt";
    private static final String VERIFY = "verify_certificate";

    /** Those of who has none. */
    static final BiboumiPolicies NONE = new BiboumiPolicies(true, Map.of(), List.of());

    public BiboumiPolicies {
        hosts = Map.copyOf(hosts);
        notTaken = List.copyOf(notTaken);
    }

    /**
     * Reads those that a configuration leads to.
     *
     * @param file of the configuration, beside which they are if it does not say otherwise
     * @throws IOException if one cannot be read
     */
    public static BiboumiPolicies read(Path file, BiboumiConfig config) throws IOException {
        Path folder = file.resolveSibling(config.get("policy_directory", ""));
        if (!Files.isDirectory(folder)) {
            return NONE;
        }
        Map<String, Boolean> verify = new HashMap<>();
        List<String> notTaken = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "{,*.}" + SUFFIX)) {
            for (Path each : found) {
                String name = each.toFile().getName();
                Map<String, String> values = BiboumiConfig.read(each).values();
                String word = values.get(VERIFY);
                if (word != null) {
                    verify.put(host(name), !word.equals("0") && !word.equalsIgnoreCase("false"));
                }
                TreeSet<String> others = new TreeSet<>(values.keySet());
                others.remove(VERIFY);
                if (!others.isEmpty()) {
                    notTaken.add(
                            "%s (%s): TLS is as strict as Java has it"
                                    .formatted(name, String.join(", ", others)));
                }
            }
        }
        Boolean all = verify.remove("");
        return new BiboumiPolicies(all == null || all, verify, notTaken.stream().sorted().toList());
    }

    /** Empty for all hosts. */
    private static String host(String name) {
        return name.equals(SUFFIX) ? "" : name.substring(0, name.length() - SUFFIX.length() - 1);
    }
}
