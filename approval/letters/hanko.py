"""pyHanko by its one door: what letters use of it, loaded together.

Its modules import one another in circles. Two threads that come in at different places at once (the outbox
signs, a page verifies) meet half-loaded modules and fail; behind one door the second waits for the first.
Loading takes most of a second, so whoever may do without imports this module only where it is used.
"""

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NumberObject, StreamObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.validation import SignatureCoverageLevel, async_validate_pdf_signature
from pyhanko.sign.validation.generic_cms import async_validate_cms_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError
from pyhanko_certvalidator.registry import SimpleCertificateStore

__all__ = [
    "ArrayObject", "CertificateValidator", "DictionaryObject", "EmbeddedPdfSignature", "IncrementalPdfFileWriter",
    "KeyUsageConstraints", "MDPPerm", "NumberObject", "PathError", "PdfCMSEmbedder", "PdfCMSSignedAttributes",
    "PdfFileReader", "SigIOSetup", "SigMDPSetup", "SigObjSetup", "SigSeedSubFilter", "SignatureCoverageLevel",
    "SignatureObject", "SigningError", "SimpleCertificateStore", "SimpleSigner",
    "StreamObject", "ValidationContext", "ValidationError", "async_validate_cms_signature",
    "async_validate_pdf_signature", "pdf_name",
]  # fmt: skip
