package im.isthmus.testing.real;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The program itself, started as an admin would: {@code bin/isthmus run FILE...}. */
public final class RealIsthmus extends RealServer {
    private RealIsthmus(ServerProcess process) {
        super(process);
    }

    /**
     * Starts it as the account that runs the tests.
     *
     * @param launcher the script {@code bin/isthmus}
     * @param configs the text of each configuration file by its name; relative paths in them are in
     *     a folder of its own
     * @param missing what is still missing until it serves, empty once it does; asked repeatedly
     * @throws ServerFailedException with the end of its log if it ends or does not serve in time
     */
    public static RealIsthmus start(
            Path launcher, Map<String, String> configs, Supplier<String> missing) {
        PrivateDirectory home = PrivateDirectory.create("program", Account.ourselves());
        List<String> command = new ArrayList<>(List.of(launcher.toString(), "run"));
        configs.forEach((name, text) -> command.add(home.write(name, text).toString()));
        Launch launch = Launch.of(home, "isthmus", command).readyWhen(missing::get);
        return new RealIsthmus(ServerProcess.start(home, launch));
    }
}
