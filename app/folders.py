"""Where the program keeps things, all below the user's own folders and private to the user."""

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

_APP = "heard-first"


@dataclass(frozen=True)
class Folders:
    """The folders of one user. Nothing is created until `make` is called."""

    data: Path
    models: Path
    config: Path
    log: Path

    @property
    def database(self) -> Path:
        """The SQLite file with every session."""
        return self.data / "sessions.sqlite3"

    @property
    def sound(self) -> Path:
        """Recordings, one file a take."""
        return self.data / "sound"

    @property
    def scenarios(self) -> Path:
        """The user's own scenarios (TOML), one a file, and their drafts in a folder below."""
        return self.data / "scenarios"

    @property
    def settings(self) -> Path:
        """The settings file (TOML)."""
        return self.config / "settings.toml"

    def make(self) -> None:
        """Create what is missing, each readable by the user alone (mode 0700 where modes exist)."""
        for folder in (self.data, self.sound, self.scenarios, self.models, self.config, self.log):
            folder.mkdir(parents=True, exist_ok=True)
            if os.name == "posix":
                folder.chmod(0o700)


def user_folders() -> Folders:
    """The platform's folders for this user; HEARD_FIRST_HOME puts everything below one folder."""
    home = os.environ.get("HEARD_FIRST_HOME")
    if home:
        root = Path(home)
        return Folders(root / "data", root / "models", root / "config", root / "log")
    dirs = platformdirs.PlatformDirs(_APP, appauthor=False, roaming=False)
    return Folders(
        Path(dirs.user_data_dir),
        Path(dirs.user_cache_dir) / "models",
        Path(dirs.user_config_dir),
        Path(dirs.user_log_dir),
    )
