namespace Doorstep.Workflows.Storage.Seals;

/// <summary>A key that data is sealed with. It is stored closed: only whoever keeps the key ring opens it.</summary>
/// <param name="Number">Its number, from 1; the highest one seals, the others still open.</param>
/// <param name="MadeAt">When it was made (UTC).</param>
/// <param name="MadeBy">Who made it.</param>
/// <param name="Wrapped">The key, closed by <see cref="KeyWrap"/>.</param>
public sealed record DataKeyRecord(int Number, DateTimeOffset MadeAt, string MadeBy, byte[] Wrapped);

/// <summary>Closes and opens data keys; the host's key ring. Where there is none, rows are stored as they are.</summary>
/// <param name="Close">Closes a key.</param>
/// <param name="Open">Opens one; throws where it was closed by another ring.</param>
/// <param name="Renew">Makes what closes keys from now on anew.</param>
public sealed record KeyWrap(Func<byte[], byte[]> Close, Func<byte[], byte[]> Open, Action Renew);

/// <summary>A key of the host's key ring, where the ring lies in the database because several machines share it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Xml">The key as ASP.NET Data Protection writes it.</param>
public sealed record RingKeyRecord(string Name, string Xml);
