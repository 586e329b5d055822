using System.Xml.Linq;
using Doorstep.Workflows.Storage.Seals;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Doorstep.Host.Sealing;

/// <summary>Keeps the key ring in the database.</summary>
internal sealed class RingInDatabase(RingKeyStore keys) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => [.. keys.List().Select(key => XElement.Parse(key.Xml))];

    public void StoreElement(XElement element, string friendlyName) => keys.Add(new RingKeyRecord(friendlyName, element.ToString(SaveOptions.DisableFormatting)));
}
