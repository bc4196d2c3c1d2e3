package im.isthmus.sms;

import im.isthmus.core.store.database.StoreException;
import im.isthmus.sms.config.SmsConfig;
import im.isthmus.sms.config.SmsConfig.AccountConfig;
import im.isthmus.sms.config.WebhookConfig;
import im.isthmus.sms.delivery.Reports;
import im.isthmus.sms.delivery.SmsAccount;
import im.isthmus.sms.provider.SmsProvider.Webhooks;
import im.isthmus.sms.provider.SmsReport;
import im.isthmus.sms.webhook.WebhookAnswer;
import im.isthmus.sms.webhook.WebhookPaths;
import im.isthmus.sms.webhook.WebhookRequest;
import im.isthmus.sms.webhook.WebhookServer.WebhookHandler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whose call it is, whether it is genuine, and what it says: kept before it is thanked for. */
final class SmsWebhooks implements WebhookHandler {
    private static final Logger LOG = LoggerFactory.getLogger(SmsWebhooks.class);

    private final Map<String, SmsAccount> inbound = new HashMap<>();
    private final Map<String, SmsAccount> status = new HashMap<>();
    private final Reports reports;

    SmsWebhooks(List<SmsAccount> accounts, SmsConfig config, Reports reports) {
        this.reports = reports;
        for (SmsAccount account : accounts) {
            AccountConfig found = config.accounts().get(account.name());
            if (found == null || !found.provider().calls()) {
                continue;
            }
            WebhookPaths paths = paths(config, account.name());
            inbound.put(paths.inbound(), account);
            status.put(paths.status(), account);
        }
    }

    static WebhookPaths paths(SmsConfig config, String account) {
        AccountConfig found = config.accounts().get(account);
        return WebhookPaths.of(account, found == null ? "" : found.provider().secret());
    }

    /** A line for each webhook that the admin sets at a provider. */
    static List<String> lines(SmsConfig config) {
        List<String> lines = new ArrayList<>();
        WebhookConfig webhook = config.webhook();
        if (webhook != null) {
            new TreeMap<>(config.accounts())
                    .forEach((name, account) -> {
                        if (!account.provider().calls()) {
                            return;
                        }
                        WebhookPaths paths = paths(config, name);
                        String start = "webhook " + name + " ";
                        lines.add(
                                start
                                        + "inbound "
                                        + webhook.publicUrl()
                                        + paths.inbound()
                                        + account.provider().inboundSuffix());
                        lines.add(start + "status " + webhook.publicUrl() + paths.status());
                    });
        }
        return lines;
    }

    @Override
    public WebhookAnswer handle(String path, WebhookRequest request) {
        SmsAccount account = account(path);
        Webhooks webhooks = account == null ? null : account.provider().webhooks().orElse(null);
        if (account == null || webhooks == null) {
            return WebhookAnswer.of(404);
        }
        if (!webhooks.verifies(request)) {
            LOG.warn(
                    "webhook=forged account={} remedy=\"are public-url and its secrets right?\"",
                    account.name());
            return WebhookAnswer.of(403);
        }
        try {
            for (SmsReport report : webhooks.read(request)) {
                reports.report(account, withOurs(report, path));
            }
            return webhooks.thanks();
        } catch (StoreException e) {
            LOG.error("webhook=not-kept account={} reason=\"{}\"", account.name(), e.getMessage());
            return WebhookAnswer.of(503);
        } catch (IllegalArgumentException e) {
            LOG.warn("webhook=unreadable account={} reason=\"{}\"", account.name(), e.getMessage());
            return WebhookAnswer.of(400);
        }
    }

    private @org.jspecify.annotations.Nullable SmsAccount account(String path) {
        SmsAccount exact = inbound.get(path);
        if (exact != null) {
            return exact;
        }
        SmsAccount plain = status.get(path);
        int slash = path.lastIndexOf('/');
        return plain != null || slash < 0 ? plain : status.get(path.substring(0, slash));
    }

    /** The id of our message, where the provider was given a path of its own for it. */
    private SmsReport withOurs(SmsReport report, String path) {
        int slash = path.lastIndexOf('/');
        if (report instanceof SmsReport.Progress progress
                && progress.ours().isEmpty()
                && status.containsKey(path.substring(0, slash))) {
            return progress.withOurs(path.substring(slash + 1));
        }
        return report;
    }
}
