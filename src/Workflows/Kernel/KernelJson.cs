using System.Text.Json.Serialization;

namespace Doorstep.Workflows.Kernel;

[JsonSerializable(typeof(string))]
internal sealed partial class KernelJson : JsonSerializerContext;
