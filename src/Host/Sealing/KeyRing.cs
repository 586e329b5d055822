using System.Security.Cryptography;
using Doorstep.Host.Setup;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Seals;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace Doorstep.Host.Sealing;

/// <summary>The key ring of ASP.NET Data Protection. It closes the data keys that rows are sealed with, and signs cookies and tokens. With SQLite it is a folder beside the database, so that
/// a copy of the database alone says nothing; with PostgreSQL it is in the database, because every machine needs it, and a secret closes it.</summary>
internal static class KeyRing
{
    private const string Folder = "keys";

    /// <summary>What the folder was called when it held nothing but the keys of sessions.</summary>
    private const string FormerFolder = "session-keys";

    private static readonly TimeSpan Life = TimeSpan.FromDays(90);

    public static void AddSealing(this WebApplicationBuilder builder, HostSettings settings)
    {
        var ring = builder.Services.AddDataProtection().SetApplicationName("Doorstep");
        if (settings.Store == StoreKind.Postgres)
            builder.Services.AddOptions<KeyManagementOptions>().Configure<RingKeyStore>((options, keys) => options.XmlRepository = new RingInDatabase(keys));
        else ring.PersistKeysToFileSystem(Place(settings.DataFolder));
        builder.Services.AddSingleton(new RingSecrets(settings.RingSecrets));
        if (settings.RingSecrets.Length > 0) builder.Services.AddOptions<KeyManagementOptions>().Configure<RingSecrets>((options, secrets) => options.XmlEncryptor = new RingLock(secrets));
        builder.Services.AddSingleton(Wrap);
        builder.Services.AddHostedService<KeyTurns>();
    }

    /// <summary>The ring is asked for when a key is first opened: the database is made with this, and on PostgreSQL the ring lies in the database.</summary>
    private static KeyWrap Wrap(IServiceProvider services)
    {
        var protector = new Lazy<IDataProtector>(() => services.GetRequiredService<IDataProtectionProvider>().CreateProtector("Doorstep.DataKey.1"));
        return new KeyWrap(open => protector.Value.Protect(open), stored => Open(protector.Value, stored), () => Renew(services.GetRequiredService<IKeyManager>()));
    }

    private static byte[] Open(IDataProtector protector, byte[] stored)
    {
        try
        {
            return protector.Unprotect(stored);
        }
        catch (CryptographicException fault)
        {
            throw new InvalidOperationException(
                "The database is sealed, and the key ring that is here does not open it. Put back the folder 'keys' that belongs to this database, or the DOORSTEP_KEYS_SECRET that closes the ring. "
                + $"Nothing was changed. ({fault.Message})", fault);
        }
    }

#pragma warning disable RS0030 // The ring goes by the machine's clock, whatever clock the cases have.
    private static void Renew(IKeyManager ring) => ring.CreateNewKey(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow + Life);
#pragma warning restore RS0030

    private static DirectoryInfo Place(string dataFolder)
    {
        var (place, former) = (Path.Combine(dataFolder, Folder), Path.Combine(dataFolder, FormerFolder));
        if (Directory.Exists(former) && !Directory.Exists(place)) Directory.Move(former, place);
        return OperatingSystem.IsWindows() ? Directory.CreateDirectory(place) : Directory.CreateDirectory(place, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
