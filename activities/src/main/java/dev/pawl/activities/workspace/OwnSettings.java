package dev.pawl.activities.workspace;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/// Keeps the machine's and its user's git settings out: what a tree comes to must not depend on whose worker read it.
final class OwnSettings extends SystemReader.Delegate {

    private static final OwnSettings ONLY = new OwnSettings(SystemReader.getInstance());

    private OwnSettings(SystemReader machine) {
        super(machine);
    }

    static void apply() {
        if (SystemReader.getInstance() != ONLY) {
            SystemReader.setInstance(ONLY);
            // Nobody waits for seconds until the library has measured how fine this disk's times are.
            FS.FileStoreAttributes.setBackground(true);
        }
    }

    @Override
    public @Nullable String getenv(String variable) {
        return variable.startsWith("GIT_") ? null : super.getenv(variable);
    }

    @Override
    public FileBasedConfig openUserConfig(@Nullable Config parent, FS files) {
        return new Empty(parent, files);
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS files) {
        return new Empty(parent, files);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS files) {
        return new Empty(parent, files);
    }

    private static final class Empty extends FileBasedConfig {

        Empty(@Nullable Config parent, FS files) {
            super(parent, null, files);
        }

        @Override
        public void load() {
            // There is nothing to read.
        }

        @Override
        public void save() {
            // What the library measured of this machine is measured again.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
