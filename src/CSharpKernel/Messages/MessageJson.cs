using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CSharpKernel.Display;

namespace CSharpKernel.Messages;

/// <summary>How messages are read and written: generated when the kernel is built, for reflection would delay its start.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(MimeBundleConverter)])]
[JsonSerializable(typeof(Header))]
[JsonSerializable(typeof(ConnectionFile))]
[JsonSerializable(typeof(MimeBundle))]
[JsonSerializable(typeof(ExecuteRequest))]
[JsonSerializable(typeof(ExecuteReply))]
[JsonSerializable(typeof(ErrorReply))]
[JsonSerializable(typeof(Status))]
[JsonSerializable(typeof(ExecuteInput))]
[JsonSerializable(typeof(StreamOutput))]
[JsonSerializable(typeof(DisplayData))]
[JsonSerializable(typeof(UpdateDisplayData))]
[JsonSerializable(typeof(ExecuteResult))]
[JsonSerializable(typeof(ErrorOutput))]
[JsonSerializable(typeof(ClearOutput))]
[JsonSerializable(typeof(CompleteRequest))]
[JsonSerializable(typeof(CompleteReply))]
[JsonSerializable(typeof(InspectRequest))]
[JsonSerializable(typeof(InspectReply))]
[JsonSerializable(typeof(IsCompleteRequest))]
[JsonSerializable(typeof(IsCompleteReply))]
[JsonSerializable(typeof(KernelInfoRequest))]
[JsonSerializable(typeof(KernelInfoReply))]
[JsonSerializable(typeof(HistoryRequest))]
[JsonSerializable(typeof(HistoryReply))]
[JsonSerializable(typeof(CommInfoRequest))]
[JsonSerializable(typeof(CommInfoReply))]
[JsonSerializable(typeof(CommOpen))]
[JsonSerializable(typeof(CommClose))]
[JsonSerializable(typeof(InterruptRequest))]
[JsonSerializable(typeof(InterruptReply))]
[JsonSerializable(typeof(ShutdownRequest))]
[JsonSerializable(typeof(ShutdownReply))]
[JsonSerializable(typeof(InputRequest))]
[JsonSerializable(typeof(InputReply))]
[JsonSerializable(typeof(DebugRequest))]
[JsonSerializable(typeof(DebugReply))]
internal sealed partial class MessageJson : JsonSerializerContext
{
    /// <summary>How a type is read and written. Letters beyond ASCII stay as they are: messages are UTF-8, never part of a page.</summary>
    public static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)Relaxed.Context.GetTypeInfo(typeof(T))!;

    // A class of its own, for it needs what the generated part's static fields hold.
    private static class Relaxed
    {
        internal static readonly MessageJson Context = new(new JsonSerializerOptions(Default.Options!)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
    }
}
