package main

import (
	"path/filepath"
	"time"

	"github.com/anchore/grype/grype/db"
	"github.com/anchore/grype/grype/db/provider"
	v6 "github.com/anchore/grype/grype/db/v6"
)

// buildDatabase makes a database of what one provider of Vunnel found, as the makers of Grype do.
func buildDatabase(results string, folder string) error {
	state, err := provider.ReadState(filepath.Join(results, "metadata.json"))
	if err != nil {
		return err
	}
	if err := state.Verify(); err != nil {
		return err
	}
	return db.Build(db.BuildConfig{
		SchemaVersion: v6.ModelVersion, Directory: folder, States: provider.States{*state}, Timestamp: time.Now(), Hydrate: true, SQLiteCacheSizeKiB: 1024,
	})
}
